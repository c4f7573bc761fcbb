import type { Circuit } from './circuit.ts'
import { CLOSED, probing } from './state.ts'
import { checkDuration } from './words.ts'

/**
 * For a program that slept or was cut off: what came before says nothing any more. A closed circuit forgets its window; one
 * that is open or half-open lets one probe through now, unless operator or dependency asked for a wait that is not over.
 *
 * @param sleptMs for how long the circuit's clock stood still: waits are over so much sooner
 * @throws RangeError when that is no duration
 */
export const wake = (circuit: Circuit, sleptMs = 0): void => {
  if (sleptMs !== 0) checkDuration('sleptMs', sleptMs)
  circuit._control('due', (state, now) => {
    if (state._held !== undefined) return undefined
    if (state.name === 'closed') return CLOSED
    circuit._incidents._askedUntil -= sleptMs
    if (state.name === 'half-open' || state._askedUntil - sleptMs <= now) return probing(state, 1)
    return { ...state, _until: state._until - sleptMs, _askedUntil: state._askedUntil - sleptMs }
  })
}
