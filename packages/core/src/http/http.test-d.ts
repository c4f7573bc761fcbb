import { lastCalls } from '@recloser/core'
import {
  createHttpBreakers,
  type HttpBreakersConfig,
  providerWaitMs,
  type RequestBreaker,
  routes,
} from './index.ts'

createHttpBreakers()
createHttpBreakers({
  failureWindow: lastCalls(100),
  verdicts: { 404: 'failure', '5xx': 'ignored' },
  classify: exchange => (exchange.header('x-cache') === 'poison' ? 'failure' : undefined),
  fallback: () => new Response('cached'),
  hosts: {
    'api.example.com': { openDurationMs: 10_000, routes: routes({ 'GET /users/:id': { slowCallMs: 800 } }) },
    '*.cdn.example.com': false,
  },
})
false satisfies RequestBreaker
;({ key: 'reports', fallback: async () => undefined }) satisfies RequestBreaker

;({
  verdicts: { 403: 'throttled-if-asked', '9xx': 'ignored' },
  waitMs: providerWaitMs,
}) satisfies HttpBreakersConfig
;({ abortTimeoutMs: 900, hosts: { h: { abortTimeoutMs: false } } }) satisfies HttpBreakersConfig

// @ts-expect-error: no such field of a host
;({ hosts: { 'api.example.com': { openDuration: 10_000 } } }) satisfies HttpBreakersConfig
// @ts-expect-error: a host is not guarded with false, and guarded with its settings
;({ hosts: { 'api.example.com': true } }) satisfies HttpBreakersConfig
// @ts-expect-error: routes are those of a host
;({ routes: routes({}) }) satisfies HttpBreakersConfig
// @ts-expect-error: no such class of statuses
;({ verdicts: { '0xx': 'failure' } }) satisfies HttpBreakersConfig
// @ts-expect-error: no such outcome
;({ verdicts: { 404: 'handled' } }) satisfies HttpBreakersConfig
const ofCore = ({ value }: { value: unknown }) => (value ? 'success' : 'failure')
// @ts-expect-error: the classifier of HTTP is given an exchange
;({ classify: ofCore }) satisfies HttpBreakersConfig
// @ts-expect-error: a fallback answers with a response
;({ fallback: () => 'cached' }) satisfies HttpBreakersConfig
// @ts-expect-error: no such per-request option
;({ name: 'reports' }) satisfies RequestBreaker
