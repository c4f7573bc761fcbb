import type { ResolvedConfig } from './types.ts'

/** A duration drawn from [d, d · (1 + jitter)]: never shorter than promised. */
export const jittered = (durationMs: number, config: ResolvedConfig): number =>
  durationMs * (1 + config.jitter * config.random())

/** A wait that somebody asked for, capped; 0 where it is no sensible duration. Servers are not to be trusted. */
export const cappedWait = (waitMs: number | undefined, config: ResolvedConfig): number =>
  waitMs !== undefined && waitMs > 0 ? Math.min(waitMs, config.maxBackoffMs) : 0

/**
 * How long to stay open.
 *
 * @param trips how many trips there were since the last close, this one included
 * @param floorMs a wait that the dependency asked for; the period is at least that
 */
export const openPeriodMs = (trips: number, floorMs: number, config: ResolvedConfig): number => {
  const { openDurationMs, exponentialBackoff, backoffMultiplier, maxBackoffMs } = config
  // The cap limits growth: a first period above it is kept as it is.
  const grown = exponentialBackoff
    ? Math.min(openDurationMs * backoffMultiplier ** (trips - 1), Math.max(openDurationMs, maxBackoffMs))
    : openDurationMs
  return jittered(Math.max(grown, floorMs), config)
}
