import type { CircuitBreakerConfig } from './types.ts'

/** Shorter open periods than the defaults: an outage of five seconds then costs a tenth of the healthy calls (docs/guide/evidence.md). */
const short = (rest?: CircuitBreakerConfig): CircuitBreakerConfig => ({
  openDurationMs: 10_000,
  maxBackoffMs: 60_000,
  // As by default: what a server asks for is not ours to cut.
  maxWaitMs: 300_000,
  ...rest,
})

/**
 * Settings to spread or to hand over, instead of the defaults.
 *
 * - `page`: for pages and other callers with little traffic. Trips at five failures in a row.
 * - `server`: for callers with much traffic, where five failures in a row happen by chance. Trips when failures exceed the rate,
 *   and bears one failed probe, since one bad instance of several should not keep a circuit shut.
 */
// By calls that are marked as pure, since a bundler keeps what spreads.
export const presets: { readonly page: CircuitBreakerConfig; readonly server: CircuitBreakerConfig } = {
  page: /* @__PURE__ */ short(),
  server: /* @__PURE__ */ short({ failureThreshold: false, failureExcess: 5, halfOpenFailureThreshold: 2 }),
}
