import { type Frame, inSeconds, type SiteFrame } from './frame.ts'
import type { Paint } from './paint.ts'
import type { Scenario } from './scenario.ts'
import { legend, outageBar, strip } from './timeline.ts'

/** How many lines a frame has, whatever happens in it. */
export const FRAME_HEIGHT = 18
const HAPPENINGS = 7
const WIDEST = 78

/** The live picture, as lines no longer than `width`. */
export function viewOf({ atMs, scenario, sites, happenings }: Frame, width: number, paint: Paint): string[] {
  const columns = Math.min(width - 1, WIDEST)
  const clock = `${inSeconds(Math.min(atMs, scenario.totalMs))} of ${inSeconds(scenario.totalMs)}`
  const title = columns >= 60 ? 'Recloser: an outage, on real sockets' : 'Recloser'
  const latest = happenings.slice(-HAPPENINGS).map(happening => {
    return ` ${inSeconds(happening.atMs).padStart(6)}  ${happening.text}`.slice(0, columns)
  })
  return [
    spread(` ${title}`, clock, columns, text => paint('bold', text)),
    '',
    ...sites.flatMap(site => siteLines(site, scenario, columns, paint)),
    ` ${paint('dim', outageBar(scenario, columns - 2, atMs))}`,
    columns >= 56 ? ` ${legend(paint)}` : '',
    '',
    ...latest,
    ...Array.from({ length: HAPPENINGS - latest.length }, () => ''),
  ]
}

function siteLines(site: SiteFrame, scenario: Scenario, columns: number, paint: Paint): string[] {
  const { label, host, status, calls } = site
  const { totalRequests, rejected } = status.metrics
  const title = ` ${label}${columns >= 60 ? `  ${host}` : ''}`
  const rate = (status.failureRate * 100).toFixed(0).padStart(3)
  const through = String(totalRequests).padStart(3)
  const refused = String(rejected).padStart(3)
  const numbers =
    columns >= 60
      ? `failure rate ${rate} %   ${status.failureCount} in a row   let through ${through}   rejected ${refused}`
      : `fails ${rate} %  through ${through}  rejected ${refused}`
  return [
    spread(title, stateOf(site), columns, text => paint(colourOf(site), text)),
    ` ${numbers}`.slice(0, columns),
    ` ${strip(calls, scenario, columns - 2, paint)}`,
  ]
}

/** The state, with the countdown where there is one. */
export function stateOf({ status: { state, retryAfterMs = 0 } }: SiteFrame): string {
  if (state === 'open') return `open, next try in ${inSeconds(retryAfterMs)}`
  return state === 'half-open' ? 'half-open, probing' : 'closed'
}

function colourOf({ status: { state } }: SiteFrame): 'green' | 'red' | 'yellow' {
  return state === 'closed' ? 'green' : state === 'open' ? 'red' : 'yellow'
}

/** One text at each end of the line; the right one is painted. */
function spread(left: string, right: string, columns: number, paintRight: (text: string) => string): string {
  const gap = columns - left.length - right.length
  return gap < 1 ? `${left} ${right}`.slice(0, columns) : left + ' '.repeat(gap) + paintRight(right)
}
