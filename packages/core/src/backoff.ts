import { report } from './report.ts'
import type { ResolvedConfig } from './types.ts'
import { DEV, wrong } from './words.ts'

/**
 * How long to stay open.
 *
 * @param trips how many trips there were since the last close, this one included
 */
export const openPeriodMs = (trips: number, config: ResolvedConfig): number => {
  const { openDurationMs, exponentialBackoff, backoffMultiplier, maxBackoffMs, jitter } = config
  const growth = exponentialBackoff ? backoffMultiplier ** (trips - 1) : 1
  // The cap limits growth: a first period above it is kept as it is.
  return lengthen(Math.min(openDurationMs * growth, Math.max(openDurationMs, maxBackoffMs)), jitter, config)
}

/** A wait that somebody asked for, capped; 0 where it is no sensible duration. Servers are not to be trusted. */
export const askedWaitMs = (waitMs: number | undefined = 0, config: ResolvedConfig): number => {
  const { maxWaitMs, maxBackoffMs, waitJitter } = config
  return waitMs > 0 ? lengthen(Math.min(waitMs, maxWaitMs || maxBackoffMs), waitJitter, config) : 0
}

/** A duration, longer by up to this part of it, at random: never shorter than promised. */
const lengthen = (durationMs: number, part: number, config: ResolvedConfig): number =>
  part === 0 ? durationMs : durationMs * (1 + part * chance(config))

/** Chance that throws, or is no number in [0, 1], is replaced by the default, and reported once for each function. */
const chance = ({ random }: ResolvedConfig): number => {
  try {
    const drawn = random()
    if (drawn >= 0 && drawn <= 1) return drawn
    report(wrong(DEV ? 'what random returns' : 'random', DEV && 'a number in [0, 1)', drawn), random)
  } catch (error) {
    report(error, random)
  }
  return Math.random()
}
