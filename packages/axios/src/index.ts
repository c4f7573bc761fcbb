// One install for the user, who may name every type that a value of ours shows, and import what core and HTTP have besides.
export * from '@recloser/core'
export * from '@recloser/core/http'
export { breakerInterceptor, installBreakers } from './install.ts'
export type { BreakerInterceptor } from './types.ts'
