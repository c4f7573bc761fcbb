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
    row('', legend(paint)),
    '',
    ...claims.map(
      ({ holds, text }) => ` ${holds ? paint('green', '✓') : paint('red', '✗ NOT SHOWN:')} ${text}`,
    ),
  ]
}
