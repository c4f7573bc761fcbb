import type { ResolvedConfig } from '@recloser/core'
import type { Call, Ledger, Result } from './ledger.ts'

/** How long the lease of a probe lasts yet. */
export const leaseLeft = ({ leaseEndsAt }: Call, now: number): number => Math.max(0, leaseEndsAt - now)

/** The probes that hold a slot. */
export const leases = ({ calls, generation, now }: Ledger): Call[] =>
  calls.filter(call => call.isProbe && call.generation === generation && leaseLeft(call, now) > 0)

/** The results that the window holds. */
export const inWindow = ({ results, now }: Ledger, config: ResolvedConfig): readonly Result[] =>
  config.failureWindow
    ? results.slice(-config.failureWindow.calls)
    : results.filter(({ at }) => now - at < config.failureWindowMs)

/** Failures in a row; in a time window a silence longer than the window ends the run. */
export const runOf = ({ results, now }: Ledger, config: ResolvedConfig): number => {
  const { failureWindow, failureWindowMs } = config
  const isLong = (from: number, to: number) => failureWindow === false && to - from > failureWindowMs
  let run = 0
  let before = now
  for (const { at, failed } of results.toReversed()) {
    if (!failed || isLong(at, before)) break
    run += 1
    before = at
  }
  return run
}
