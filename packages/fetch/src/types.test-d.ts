import {
  createHttpBreakers,
  type FetchInit,
  type HttpBreakers,
  installFetch,
  type RequestBreaker,
  withHeadersTimeout,
  wrapFetch,
} from '@recloser/fetch'
import nodeFetch from 'node-fetch'
import { Agent, fetch as undiciFetch } from 'undici'

const breakers: HttpBreakers = createHttpBreakers()
const api = wrapFetch(breakers)

// It fits wherever a fetch does.
const anyFetch: typeof fetch = api
wrapFetch(breakers, anyFetch)

// What a request may say of its breaker, beside all that fetch takes.
void api('/a', { method: 'PUT', signal: AbortSignal.timeout(5_000), breaker: false })
void api(new URL('http://a.example'), { breaker: { key: 'search', fallback: () => new Response('none') } })
void api(new Request('http://a.example'), { breaker: undefined })
const breaker: RequestBreaker = { fallback: async ({ retryAfterMs }) => Response.json({ retryAfterMs }) }
const init: FetchInit = { breaker }
void api('/a', init)
// With the global fetch it goes where no literal is checked.
void fetch('/a', init)

// @ts-expect-error `true` says nothing
void api('/a', { breaker: true })
// @ts-expect-error a key is a string
void api('/a', { breaker: { key: 7 } })
// @ts-expect-error there is no such field
void api('/a', { breaker: { name: 'search' } })
// @ts-expect-error a fallback answers with a Response
void api('/a', { breaker: { fallback: () => 'none' } })
// @ts-expect-error the platform's options are still checked
void api('/a', { method: 7 })
// @ts-expect-error the types of the platform's fetch stay the platform's
void fetch('/a', { breaker: false })

// @ts-expect-error the breakers come first
wrapFetch(fetch, breakers)
// @ts-expect-error a fetch takes a URL
wrapFetch(breakers, (id: number) => Promise.resolve(new Response(String(id))))
// @ts-expect-error a fetch is not the breakers
installFetch(fetch)
// @ts-expect-error neither is one of their managers
installFetch(breakers.manager)

// @ts-expect-error there is no such option
createHttpBreakers({ hosts: { 'api.example.com': { failureTreshold: 2 } } })
// @ts-expect-error a host is guarded by default
createHttpBreakers({ hosts: { 'api.example.com': true } })

// What goes in comes out: its own inputs, options and responses, and beside them the option of the breaker.
const byUndici = wrapFetch(breakers, undiciFetch)
const sameUndici: typeof undiciFetch = byUndici
void byUndici('/a', { dispatcher: new Agent(), breaker: { key: 'search' } }).then(answer =>
  answer.headers.getSetCookie(),
)
const byNodeFetch = wrapFetch(breakers, nodeFetch)
const sameNodeFetch: (url: string) => ReturnType<typeof nodeFetch> = byNodeFetch
void sameNodeFetch('/a')
void byNodeFetch('/a', { agent: false, breaker: false }).then(answer => answer.buffer())
wrapFetch(breakers, sameUndici)
const inStages = wrapFetch(breakers, withHeadersTimeout(10_000, undiciFetch))
void inStages('/a', { dispatcher: new Agent(), breaker: false })
const platform: typeof fetch = withHeadersTimeout(10_000)
wrapFetch(breakers, platform)
// One that takes no options is told those of the platform.
void wrapFetch(breakers, async () => new Response())('/a', { method: 'PUT', breaker: false })
// @ts-expect-error undici's options are still checked
void byUndici('/a', { method: 7 })
// @ts-expect-error and so is the breaker's
void byUndici('/a', { breaker: true })
// @ts-expect-error it answers with undici's own response
void byUndici('/a').then(answer => answer.buffer())
// @ts-expect-error a fetch answers with a response
wrapFetch(breakers, async (url: string) => url)

const uninstall: () => void = installFetch(breakers)
uninstall()
