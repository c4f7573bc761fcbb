export { type ObserveBreakersOptions, observeBreakers } from './observe-breakers.ts'
export { type AttributesOf, httpAttributesOf, type SeriesAttributes } from './readings/attributes.ts'
export type { ObservedManager } from './readings/manager.ts'
export type { ReadingOptions } from './readings/options.ts'
