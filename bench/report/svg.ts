/** Text of a plot, safe in XML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Where a value lies between two ends, in pixels. */
export type Scale = (value: number) => number

export const linear =
  ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale =>
  value =>
    start + ((value - from) / (to - from)) * (end - start)

/** Each ten times as far as the last. */
export const logarithmic = (values: readonly [number, number], pixels: readonly [number, number]): Scale => {
  const scale = linear([Math.log10(values[0]), Math.log10(values[1])], pixels)
  return value => scale(Math.log10(value))
}

/** 1, 10, 100 … or 0, 5, 10 …: the round values between two ends. */
export const ticksOf = (from: number, to: number, isLogarithmic: boolean): number[] => {
  if (isLogarithmic) {
    const first = Math.ceil(Math.log10(from) - 1e-9)
    const count = Math.floor(Math.log10(to) + 1e-9) - first + 1
    return Array.from({ length: count }, (_, i) => 10 ** (first + i))
  }
  const rough = (to - from) / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough) ?? rough
  const first = Math.ceil(from / step - 1e-9)
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

/** A tick is round anyhow: `1.0 ×` says no more than `1 ×`. */
export const roundTick = (text: string): string => text.replace(/^(\+?\d+)\.0 /, '$1 ')

export const round = (pixels: number): string => pixels.toFixed(1)

const STYLE = `
  svg { --ours: #0969da; --peer: #8c959f; --floor: #c8ccd1; --text: #1f2328; --quiet: #59636e; --grid: #d8dee4; --back: #ffffff }
  @media (prefers-color-scheme: dark) {
    svg { --ours: #58a6ff; --peer: #7d8590; --floor: #484f58; --text: #e6edf3; --quiet: #9198a1; --grid: #30363d; --back: #0d1117 }
  }
  .back { fill: var(--back) }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--text) }
  .title { font-size: 16px; font-weight: 600 }
  .note, .tick { fill: var(--quiet); font-size: 12px }
  .end { text-anchor: end } .middle { text-anchor: middle }
  .grid { stroke: var(--grid) } .spread { stroke: var(--text); stroke-opacity: .55 }
  .ours { fill: var(--ours) } .peer { fill: var(--peer) } .floor { fill: var(--floor) }
  text.ours, text.peer, text.floor { fill: var(--text) } text.ours { font-weight: 600 }
  path { fill: none; stroke-width: 2 } path.ours { stroke: var(--ours); stroke-width: 3; fill: none }
  path.peer { stroke: var(--peer); fill: none }`

/** A picture of its own, which follows the reader's light or dark scheme. */
export const frame = (
  size: readonly [number, number],
  title: string,
  note: string,
  body: readonly string[],
): string => {
  const [width, height] = size
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
<rect class="back" width="${width}" height="${height}" rx="6"/>
<text class="title" x="20" y="30">${escaped(title)}</text>
<text class="note" x="20" y="50">${escaped(note)}</text>
${body.join('\n')}
</svg>
`
}
