import type { ResolvedConfig } from '@recloser/core'

/** How long the circuit stays open after so many trips since the last close, where nobody asks for longer. */
export const periodOf = (trips: number, config: ResolvedConfig): number => {
  const { openDurationMs, exponentialBackoff, backoffMultiplier, maxBackoffMs, jitter } = config
  const grown = exponentialBackoff ? openDurationMs * backoffMultiplier ** (trips - 1) : openDurationMs
  return drawn(Math.max(openDurationMs, Math.min(grown, maxBackoffMs)), jitter, config)
}

/** The wait that was asked for, if it is one at all, within its cap; else 0. */
export const askedOf = (waitMs: number | undefined, config: ResolvedConfig): number => {
  const { maxWaitMs, maxBackoffMs, waitJitter } = config
  if (waitMs === undefined || !(waitMs > 0)) return 0
  return drawn(Math.min(waitMs, maxWaitMs === false ? maxBackoffMs : maxWaitMs), waitJitter, config)
}

const drawn = (periodMs: number, part: number, { random }: ResolvedConfig): number =>
  periodMs * (1 + part * random())
