import type { Evidence } from './evidence.ts'
import type { Paint } from './paint.ts'
import { axis, legend, outageBar, strip } from './timeline.ts'
import type { Claim } from './verdict.ts'

/** What is left to read when the demo is over: the timeline, and the sums. */
export function summaryOf(
  evidence: Evidence,
  claims: readonly Claim[],
  width: number,
  paint: Paint,
): string[] {
  const { scenario, catalog, payments } = evidence
  const margin = 11
  const columns = Math.max(10, Math.min(width - 1, 78) - margin)
  const row = (label: string, marks: string) => `${label.padStart(margin - 2)}  ${marks}`
  return [
    '',
    row('catalog', strip(catalog.calls, scenario, columns, paint)),
    row('payments', strip(payments.calls, scenario, columns, paint)),
    row('outage', paint('dim', outageBar(scenario, columns))),
    row('', paint('dim', axis(scenario, columns))),
    ...(columns >= 52 ? [row('', legend(paint))] : []),
    '',
    ...claims.flatMap(({ holds, text }) => {
      const mark = holds ? paint('green', '✓') : paint('red', '✗')
      const [first, ...rest] = wrap(holds ? text : `NOT SHOWN: ${text}`, width - 4)
      return [` ${mark} ${first}`, ...rest.map(line => `   ${line}`)]
    }),
  ]
}

/** Breaks between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
