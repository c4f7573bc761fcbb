import type { Rule } from './judge.ts'
import type { Case } from './space.ts'

/** `node`: an await does not hide on whose way something is called. `page`: it does, as in browsers and in Node before 24. */
export type World = 'node' | 'page'

/** Makes of this thread a page, as far as the breakers can tell: for good, and before the first call. */
export const hideContexts = (): void => {
  Object.defineProperty(process, 'getBuiltinModule', { value: undefined })
}

/** What drops everything that could tell the one request from another: neither the options nor the moment are the same. */
const hiding: readonly Case['between'][] = ['Request re-made', 'the URL alone']

/**
 * Whether nobody could know: in a page, once a wrapper has waited and then made the request anew. Two permits are then taken
 * for one message; and where nothing comes back by which to know the answer again, it is booked twice.
 * A circuit that a healthy server does not close, and a permit that is kept, are never excused.
 */
export const isUnknowable = (world: World, { between, sets }: Case, rule: Rule): boolean =>
  world === 'page' &&
  sets !== 'others' &&
  hiding.includes(between) &&
  (rule === 'permits' || rule === 'booked' || rule === 'slots')
