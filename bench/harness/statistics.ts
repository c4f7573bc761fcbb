/** What many rounds say of one figure. Quartiles rather than a mean, since on a busy machine a few rounds are far off. */
export interface Summary {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly rounds: number
}

/** The value below which a share of the values lie, between two of them by straight line. `NaN` of nothing. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  // A round that knows no answer makes none of the whole, wherever sorting has put it.
  if (values.some(Number.isNaN)) return Number.NaN
  return below === above ? below : below + (above - below) * (place - Math.floor(place))
}

export const summarize = (values: readonly number[]): Summary => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.25),
  high: quantile(values, 0.75),
  rounds: values.length,
})

/**
 * Takes several series apart into rounds and asks for a figure of each: what is compared was then measured within
 * moments of each other.
 *
 * @throws RangeError when the series do not belong to the same rounds
 */
export const byRound = (
  series: readonly (readonly number[])[],
  figure: (values: readonly number[]) => number,
): number[] => {
  const [first = []] = series
  if (first.length === 0 || series.some(one => one.length !== first.length)) {
    throw new RangeError(`series must be of the same rounds, got ${series.map(one => one.length).join(', ')}`)
  }
  return first.map((_, round) => figure(series.map(one => one[round] ?? Number.NaN)))
}
