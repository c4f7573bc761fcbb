import type { Permit } from './types.ts'

/** What `acquire` answers when no call may be made. The only falsy permit. */
export const REJECTED: Permit = 0

/** What a breaker answers that records nothing: a probe that nobody knows, so that settling it changes nothing. */
export const UNRECORDED: Permit = 1

// One counter for all breakers of the process, so that a permit of one never equals the generation of another.
let serial = 0

/** A new generation, above every one before it. */
export const nextGeneration = (): Permit => {
  serial += 2
  return serial
}

/** A new probe, equal to no other permit. */
export const nextProbe = (): Permit => nextGeneration() + 1

/** Whether the permit was given to a probe. */
export const isProbe = (permit: Permit): boolean => (permit & 1) === 1
