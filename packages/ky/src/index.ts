import './types.ts'

// One install for the user, who may name every type that a value of ours shows, and import what core and HTTP have besides.
export * from '@recloser/core'
export * from '@recloser/core/http'
export { breakerHooks } from './install.ts'
