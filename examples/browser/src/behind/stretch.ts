/** The stretch of time that is drawn, on the clock of the breakers. */
export interface Stretch {
  readonly from: number
  readonly now: number
  readonly to: number
}

/** @param isNarrow whether there is little room */
export const stretchAt = (now: number, isNarrow: boolean): Stretch =>
  isNarrow ? { from: now - 30_000, now, to: now + 13_000 } : { from: now - 60_000, now, to: now + 15_000 }

/** Where a moment stands in a drawing of any width. */
export const positionIn =
  ({ from, to }: Stretch) =>
  (at: number): string =>
    `${(((Math.min(to, Math.max(from, at)) - from) / (to - from)) * 100).toFixed(2)}%`

/** A line for every ten seconds of the past and of the future, and what stands below it. */
export function gridOf({ from, now, to }: Stretch): { at: number; label: string }[] {
  const lines = []
  for (let at = now - Math.floor((now - from) / 10_000) * 10_000; at <= to; at += 10_000) {
    const seconds = Math.round((at - now) / 1_000)
    lines.push({ at, label: seconds === 0 ? 'now' : `${seconds > 0 ? '+' : '−'}${Math.abs(seconds)} s` })
  }
  return lines
}
