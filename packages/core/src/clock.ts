/** A source of monotonic time in milliseconds; only differences matter, never the origin. */
export interface Clock {
  now(): number
}

/** The default clock. Wall-clock steps and time zones do not touch it. */
export const systemClock: Clock = performance
