import { type BreakerFetch, installFetch, wrapFetch } from '@recloser/fetch'
import type { ContractAnswer, ContractClient, ContractConnection, ContractRequest } from '@recloser/testing'

const common = {
  kind: 'fetch',
  settlesAt: 'headers',
  retryOrders: [],
  cannot: {
    retry: 'fetch has no retry plugin',
    'no-retried-rejections': 'fetch has no retry plugin',
    'own-timeout': 'fetch has no time-out of its own, only signals',
  },
} as const

/** A fetch of one's own, wrapped. */
export const wrapped: ContractClient = {
  ...common,
  name: 'wrapFetch',
  cannot: { ...common.cannot, uninstall: 'a wrapped fetch is one that nobody has to use' },
  connect() {
    let api: BreakerFetch = (input, init) => globalThis.fetch(input, init)
    return connection(
      breakers => {
        const before = api
        api = wrapFetch(breakers, before)
        return () => {
          api = before
        }
      },
      (input, init) => api(input, init),
    )
  },
}

/** The platform's fetch, patched. Cases leave it as they found it, so that the next one does not find it guarded. */
export const installed: ContractClient = {
  ...common,
  name: 'installFetch',
  connect: () => connection(installFetch, (input, init) => globalThis.fetch(input, init)),
}

const connection = (install: ContractConnection['install'], fetch: BreakerFetch): ContractConnection => ({
  install,
  send: async request => answerOf(await fetch(request.url, initOf(request))),
})

/** Only what the request says, as a user would write it. */
const initOf = ({ url: _, timeoutMs: __, ...init }: ContractRequest): object =>
  Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined))

const answerOf = (response: Response): ContractAnswer => ({
  status: response.status,
  raw: response,
  text: () => response.text(),
})
