// One install for the user, who may name every type that a value of ours shows, and import what core and HTTP have besides.
export * from '@recloser/core'
export * from '@recloser/core/http'
export { withHeadersTimeout } from './headers-timeout.ts'
export { installFetch } from './install.ts'
export type { AnyFetch, BreakerFetch, Fetch, FetchInit, FetchInput, FetchResponse, Guarded } from './types.ts'
export { wrapFetch } from './wrap.ts'
