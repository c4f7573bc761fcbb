import type { Summary } from '../harness/statistics.ts'
import { escaped, frame, linear, logarithmic, round, roundTick, ticksOf } from './svg.ts'

/** One line of a bar plot. */
export interface Bar {
  readonly label: string
  readonly kind: 'ours' | 'peer' | 'floor'
  readonly summary: Summary
}

export interface BarPlot {
  readonly title: string
  readonly note: string
  readonly bars: readonly Bar[]
  /** Where the bars begin: 1 of what they are compared with, or nothing. A logarithmic one needs more than 0. */
  readonly from: number
  readonly isLogarithmic: boolean
  readonly write: (value: number) => string
}

const WIDTH = 760
const LEFT = 210
const RIGHT = 660
const TOP = 70
const ROW = 28

/** Horizontal bars with their quartiles, and the median in figures. */
export const drawBars = ({ title, note, bars, from, isLogarithmic, write }: BarPlot): string => {
  const most = Math.max(...bars.map(({ summary }) => Math.max(summary.high, summary.median)))
  const least = Math.min(from, ...bars.map(({ summary }) => summary.low))
  const ends: [number, number] = isLogarithmic ? [from, most] : [least, most]
  const x = (isLogarithmic ? logarithmic : linear)(ends, [LEFT, RIGHT])
  const at = (value: number) => Math.max(LEFT, x(value))
  const bottom = TOP + bars.length * ROW
  const grid = ticksOf(...ends, isLogarithmic).map(
    tick => `<line class="grid" x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${TOP}" y2="${bottom + 4}"/>
<text class="tick middle" x="${round(x(tick))}" y="${bottom + 20}">${escaped(roundTick(write(tick)))}</text>`,
  )
  const rows = bars.map(({ label, kind, summary: { median, low, high } }, i) => {
    const y = TOP + i * ROW
    const [start, end] = [at(from), at(median)].toSorted((a, b) => a - b) as [number, number]
    const middle = y + ROW / 2
    const text = Math.max(at(high), end) + 8
    return `<text class="${kind} end" x="${LEFT - 10}" y="${middle + 4}">${escaped(label)}</text>
<rect class="${kind}" x="${round(start)}" y="${y + 5}" width="${round(Math.max(1, end - start))}" height="${ROW - 10}" rx="2"/>
<line class="spread" x1="${round(at(low))}" x2="${round(at(high))}" y1="${middle}" y2="${middle}"/>
<text class="${kind}" x="${round(text)}" y="${middle + 4}">${escaped(write(median))}</text>`
  })
  return frame([WIDTH, bottom + 34], title, note, [...grid, ...rows])
}
