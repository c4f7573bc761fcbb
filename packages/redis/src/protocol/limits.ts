/** What the Lua scripts and the client must agree on; durations in milliseconds. A test holds both together. */
export const HOUR_MS = 3_600_000
export const LIVE_MS = 60_000
export const ATTENTION_MS = 30_000
export const PROBATION_MS = 60_000
export const STALE_MS = 60_000
export const MOST_ATTENTIONS = 16
export const PAGE = 256
export const SWEPT = 16
/** The highest generation: far below 2^53, far above any clock's microseconds. */
export const MOST = 9e15
/** How long an operator's word may hold. */
export const LONGEST_FORCE_MS: number = 24 * HOUR_MS

/** How often an instance reports while its breaker has attention. */
export const everyMs = (live: number): number => Math.min(Math.max(Math.floor(2.5 * live), 500), 5_000)
