import type { ReplayReport } from '../replay/report.ts'
import { escaped } from './escaped.ts'
import { count, duration, moment } from './words.ts'

const WIDTH = 960
const LEFT = 56

/** A plot over the time of the log: each part lies upon the one before. */
export const timePlot = (
  timeline: Pick<ReplayReport['timeline'], 'fromMs' | 'stepMs'>,
  title: string,
  parts: readonly { readonly name: string; readonly style: string; readonly values: readonly number[] }[],
  most: number,
  height: number,
): string => {
  const steps = parts[0]?.values.length ?? 0
  const width = (WIDTH - LEFT) / Math.max(1, steps)
  const y = (value: number): number => height - (value / Math.max(1, most)) * (height - 8)
  const base = new Array<number>(steps).fill(0)
  const areas = parts.map(({ style, values }) => {
    const lower = base.slice()
    values.forEach((value, step) => {
      base[step] = (base[step] as number) + value
    })
    return `<path class="${style}" d="${outline(base, lower, width, y)}"/>`
  })
  const unit = `calls in ${duration(timeline.stepMs)}`
  return `<figure><figcaption>${escaped(title)} <small>${parts.map(({ name, style }) => `<span class="key ${style}"></span>${escaped(name)}`).join(' ')}</small></figcaption>
<svg viewBox="0 0 ${WIDTH} ${height + 18}" role="img" aria-label="${escaped(`${title}, ${unit}`)}">
<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${height}" y2="${height}"/>
<text x="${LEFT - 6}" y="14" text-anchor="end">${count(most)}</text><text x="${LEFT - 6}" y="${height}" text-anchor="end">0</text>
<g transform="translate(${LEFT} 0)">${areas.join('')}</g>
${timeTicks(timeline, steps, height)}
</svg></figure>`
}

/** Steps as they are, not smoothed: from left to right above, and back below. */
const outline = (
  upper: readonly number[],
  lower: readonly number[],
  width: number,
  y: (value: number) => number,
): string => {
  const there = upper.map(
    (value, step) => `${at(step * width)},${at(y(value))} ${at((step + 1) * width)},${at(y(value))}`,
  )
  const back = lower.map(
    (value, step) => `${at((step + 1) * width)},${at(y(value))} ${at(step * width)},${at(y(value))}`,
  )
  return there.length === 0 ? '' : `M${there.join(' ')} ${back.reverse().join(' ')}Z`
}

const at = (pixels: number): string => pixels.toFixed(1)

const timeTicks = (
  { fromMs, stepMs }: Pick<ReplayReport['timeline'], 'fromMs' | 'stepMs'>,
  steps: number,
  height: number,
): string =>
  [0, 0.25, 0.5, 0.75, 1]
    .map(share => {
      const x = LEFT + share * (WIDTH - LEFT)
      const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle'
      return `<text x="${at(x)}" y="${height + 14}" text-anchor="${anchor}">${moment(fromMs + share * steps * stepMs).slice(5)}</text>`
    })
    .join('')

/** For each candidate what it spared to the right of the middle, and what it lost to the left. */
export const balancePlot = ({ candidates }: ReplayReport): string => {
  const most = Math.max(1, ...candidates.flatMap(({ spared, lost }) => [spared, lost]))
  const [middle, half, row] = [WIDTH / 2, WIDTH / 2 - 150, 44]
  const rows = candidates.map(({ name, spared, lost }, index) => {
    const y = index * row
    const [left, right] = [(lost / most) * half, (spared / most) * half]
    return `<text class="name" x="${middle}" y="${y + 14}" text-anchor="middle">${escaped(name)}</text>
<rect class="lost" x="${at(middle - left)}" y="${y + 20}" width="${at(left)}" height="16"/>
<rect class="spared" x="${middle}" y="${y + 20}" width="${at(right)}" height="16"/>
<text x="${at(middle - left - 6)}" y="${y + 33}" text-anchor="end">${count(lost)} good calls lost</text>
<text x="${at(middle + right + 6)}" y="${y + 33}">${count(spared)} failing calls spared</text>`
  })
  return `<figure><figcaption>Lost and spared</figcaption><svg viewBox="0 0 ${WIDTH} ${candidates.length * row}" role="img" aria-label="What each candidate lost and spared">${rows.join('')}</svg></figure>`
}
