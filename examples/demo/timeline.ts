import type { Paint } from './paint.ts'
import type { Scenario } from './scenario.ts'
import type { Call } from './traffic.ts'

/** What the marks of a strip mean. */
export const legend = (paint: Paint): string =>
  `${paint('green', '━')} answered  ${paint('red', '✗')} failed  ${paint('yellow', '·')} rejected at once  ${paint('dim', '▔')} outage`

/** The calls of one host over time, a mark for each slice of it: the worst that happened there to a call. */
export function strip(calls: readonly Call[], scenario: Scenario, width: number, paint: Paint): string {
  const cells: Set<Call['fate']>[] = Array.from({ length: width }, () => new Set())
  for (const { atMs, fate } of calls) cells[cellAt(atMs, scenario, width)]?.add(fate)
  return cells.map(fates => mark(fates, paint)).join('')
}

/** A bar as long as the outage, below its calls; as far as it has come at `atMs`. */
export function outageBar(scenario: Scenario, width: number, atMs: number = scenario.totalMs): string {
  const from = cellAt(scenario.outageFromMs, scenario, width)
  const to = cellAt(Math.min(scenario.outageToMs, atMs), scenario, width)
  return ' '.repeat(from) + '▔'.repeat(Math.max(0, to - from))
}

/** Seconds, where they fit. */
export function axis(scenario: Scenario, width: number): string {
  const stepMs = width < 40 ? 4_000 : 2_000
  let line = ''
  for (let atMs = 0; atMs < scenario.totalMs; atMs += stepMs) {
    line = `${line.padEnd(cellAt(atMs, scenario, width))}${atMs / 1_000} s`
  }
  return line
}

function cellAt(atMs: number, { totalMs }: Scenario, width: number): number {
  return Math.min(width - 1, Math.floor((atMs / totalMs) * width))
}

function mark(fates: ReadonlySet<Call['fate']>, paint: Paint): string {
  if (fates.has('failed')) return paint('red', '✗')
  if (fates.has('rejected')) return paint('yellow', '·')
  return fates.has('answered') ? paint('green', '━') : ' '
}
