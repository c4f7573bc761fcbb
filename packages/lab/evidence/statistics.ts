import { quantile } from '../../../bench/harness/statistics.ts'

/** The median of several runs, and between which values it lies with 95 % confidence. */
export interface Estimate {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly runs: number
}

/** By order statistics, which suppose nothing of how the values are spread. Of fewer than six, all that was seen. */
export const estimate = (values: readonly number[]): Estimate => {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = confidenceRank(sorted.length)
  return {
    median: quantile(sorted, 0.5),
    low: sorted[rank] ?? Number.NaN,
    high: sorted[sorted.length - 1 - rank] ?? Number.NaN,
    runs: sorted.length,
  }
}

/** How many values may be cut off at either end: so many or fewer heads in n throws have a chance of at most 2.5 %. */
const confidenceRank = (count: number): number => {
  let [chance, sum, rank] = [0.5 ** count, 0.5 ** count, 0]
  while (sum <= 0.025) {
    rank += 1
    chance *= (count - rank + 1) / rank
    sum += chance
  }
  return rank
}
