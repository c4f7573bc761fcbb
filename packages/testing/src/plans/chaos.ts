import { ok, status } from '../outcomes.ts'
import { type Plan, requireOutcome } from '../plan.ts'
import type { ServerOutcome } from '../server-outcome.ts'

/** How much goes wrong, and how. */
export interface ChaosOptions {
  /** The same seed gives the same run. An integer. */
  seed: number
  /** The share of requests that go wrong, 0–1. */
  rate: number
  /** What they get; of several, each with the same chance. @default status(503) */
  outcome?: ServerOutcome | readonly ServerOutcome[]
  /** What the others get. @default ok */
  otherwise?: ServerOutcome
}

/**
 * Lets a share of the requests go wrong, by chance that can be repeated: the request's index alone decides,
 * so that a run with a hundred calls at once fails as often, and at the same places, as one with a call at a time.
 *
 * @throws RangeError for a seed that is no integer or a rate outside 0–1
 */
export function chaos({ seed, rate, outcome = status(503), otherwise = ok }: ChaosOptions): Plan {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer, got ${seed}`)
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate must lie in 0–1, got ${rate}`)
  const outcomes: readonly unknown[] = Array.isArray(outcome) ? outcome : [outcome]
  if (outcomes.length === 0) throw new RangeError('outcome must not be empty')
  const faults = outcomes.map(fault => requireOutcome('outcome', fault))
  const calm = requireOutcome('otherwise', otherwise)
  return ({ index }) => {
    if (chance(seed, 2 * index) >= rate) return calm
    return faults[Math.floor(chance(seed, 2 * index + 1) * faults.length)] ?? calm
  }
}

/** A number in [0, 1) that depends on nothing but its arguments: the finalizer of MurmurHash3 over both. */
function chance(seed: number, draw: number): number {
  const low = mix(seed ^ Math.imul(draw + 1, 0x9e3779b9))
  return mix(low ^ Math.floor(seed / 2 ** 32)) / 2 ** 32
}

function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
