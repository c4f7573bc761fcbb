import { escaped, frame, logarithmic, round, roundTick, type Scale, ticksOf } from './svg.ts'

/** How one library grows. */
export interface Line {
  readonly label: string
  readonly kind: 'ours' | 'peer'
  readonly points: readonly (readonly [size: number, value: number])[]
}

export interface LinePlot {
  readonly title: string
  readonly note: string
  readonly lines: readonly Line[]
  readonly write: (value: number) => string
}

const WIDTH = 760
const HEIGHT = 380
const LEFT = 80
const RIGHT = 600
const TOP = 75
const BOTTOM = 335
const LABEL = 17

/** Lines over two logarithmic axes, each named at its end. */
export const drawLines = ({ title, note, lines, write }: LinePlot): string => {
  const points = lines.flatMap(line => line.points)
  const x = logarithmic(endsOf(points.map(([size]) => size)), [LEFT, RIGHT])
  const values = endsOf(points.map(([, value]) => value))
  const [low, high] = [10 ** Math.floor(Math.log10(values[0])), 10 ** Math.ceil(Math.log10(values[1]))]
  const y = logarithmic([low, high], [BOTTOM, TOP])
  const across = ticksOf(low, high, true).map(
    tick => `<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${round(y(tick))}" y2="${round(y(tick))}"/>
<text class="tick end" x="${LEFT - 8}" y="${round(y(tick) + 4)}">${escaped(roundTick(write(tick)))}</text>`,
  )
  const down = [...new Set(points.map(([size]) => size))].map(
    size =>
      `<text class="tick middle" x="${round(x(size))}" y="${BOTTOM + 22}">${size.toLocaleString('en')}</text>`,
  )
  const drawn = lines.map(({ kind, points: own }) => {
    const path = own.map(([size, value]) => `${round(x(size))},${round(y(value))}`).join(' L')
    const dots = own.map(
      ([size, value]) => `<circle class="${kind}" cx="${round(x(size))}" cy="${round(y(value))}" r="3.5"/>`,
    )
    return [`<path class="${kind}" d="M${path}"/>`, ...dots].join('\n')
  })
  return frame([WIDTH, HEIGHT], title, note, [...across, ...down, ...drawn, ...labelsOf(lines, x, y)])
}

/** At the end of each line, or as close to it as the label before allows. */
const labelsOf = (lines: readonly Line[], x: Scale, y: Scale): string[] => {
  let above = -Infinity
  return lines
    .flatMap(({ label, kind, points }) => {
      const end = points.at(-1)
      return end === undefined ? [] : [{ label, kind, x: x(end[0]) + 10, y: y(end[1]) + 4 }]
    })
    .toSorted((a, b) => a.y - b.y)
    .map(label => {
      above = Math.max(label.y, above + LABEL)
      return `<text class="${label.kind}" x="${round(label.x)}" y="${round(above)}">${escaped(label.label)}</text>`
    })
}

const endsOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
