import type { ResolvedConfig } from '@recloser/core'

/** How long the circuit stays open after so many trips since the last close; the wait asked for is a floor. */
export const periodOf = (trips: number, waitMs: number | undefined, config: ResolvedConfig): number => {
  const { openDurationMs, exponentialBackoff, backoffMultiplier, maxBackoffMs } = config
  const grown = exponentialBackoff ? openDurationMs * backoffMultiplier ** (trips - 1) : openDurationMs
  const capped = Math.max(openDurationMs, Math.min(grown, maxBackoffMs))
  return drawn(Math.max(capped, asked(waitMs, config)), config)
}

/** How long a throttled result pauses. */
export const pauseOf = (waitMs: number | undefined, config: ResolvedConfig): number =>
  drawn(asked(waitMs, config) || config.openDurationMs, config)

/** What was asked for, if it is a wait at all, within the cap. */
const asked = (waitMs: number | undefined, { maxBackoffMs }: ResolvedConfig): number =>
  waitMs !== undefined && waitMs > 0 ? Math.min(waitMs, maxBackoffMs) : 0

const drawn = (periodMs: number, { jitter, random }: ResolvedConfig): number =>
  periodMs * (1 + jitter * random())
