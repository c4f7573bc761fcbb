import type { Guess } from '../replay/logged-call.ts'
import type { ReplayReport } from '../replay/report.ts'
import { escaped } from './escaped.ts'
import { METRICS } from './metrics.ts'
import { balancePlot, timePlot } from './plots.ts'
import { aboutLog } from './table.ts'
import { count, duration, moment, percent } from './words.ts'

/** The report as a page in one file: no script, nothing that is loaded from anywhere. */
export const htmlOf = (report: ReplayReport): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`Replay of ${report.log.name}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(`Replay of ${report.log.name}`)}</h1>
<p>${aboutLog(report).split('\n').map(escaped).join('<br>')}</p>
${timelines(report)}
${balancePlot(report)}
<h2>Candidates</h2>
<div class="wide">${candidateTable(report)}</div>
${report.skipped.map(({ name, missing }) => `<p>Not tried: ${escaped(name)}. This version of @recloser/core has no ${escaped(missing.join(', '))}.</p>`).join('\n')}
<h2>Settings</h2>
${report.candidates.map(({ name, config }) => `<p><b>${escaped(name)}</b> <code>${escaped(JSON.stringify(config))}</code></p>`).join('\n')}
<h2>What a log cannot say</h2>
${list(report.cannotSay)}
${guesses(report)}
<h2>${report.by === 'host' ? 'Hosts' : 'Routes'}</h2>
<div class="wide">${targetTable(report)}</div>
<h2>Incidents</h2>
<div class="wide">${incidentTable(report)}</div>
</main>
</body>
</html>
`

const list = (sentences: readonly string[]): string =>
  `<ul>${sentences.map(sentence => `<li>${escaped(sentence)}</li>`).join('')}</ul>`

const timelines = ({ timeline, candidates }: ReplayReport): string => {
  const { calls, failures } = timeline
  if (calls.length === 0) return ''
  const good = calls.map((value, step) => value - (failures[step] ?? 0))
  const most = Math.max(...calls)
  const inLog = timePlot(
    timeline,
    'The log',
    [
      { name: 'failed', style: 'failed', values: failures },
      { name: 'did not fail', style: 'good', values: good },
    ],
    most,
    140,
  )
  const rejected = candidates.map(({ name }, index) => {
    const { spared = [], lost = [] } = timeline.candidates[index] ?? {}
    const parts = [
      { name: 'failing calls spared', style: 'spared', values: spared },
      { name: 'good calls lost', style: 'lost', values: lost },
    ]
    return timePlot(timeline, `Rejected with ${name}`, parts, most, 70)
  })
  return [inLog, ...rejected].join('\n')
}

const candidateTable = ({ candidates, log }: ReplayReport): string =>
  table(
    ['', ...candidates.map(({ name }) => escaped(name))],
    METRICS.map(({ label, caveat, write }) => [
      `${escaped(label)}<small>${escaped(caveat)}</small>`,
      ...candidates.map(candidate => escaped(write(candidate, log))),
    ]),
  )

const targetTable = ({ targets, by }: ReplayReport): string =>
  table(
    [by, 'calls', 'failed', 'incidents'],
    targets.map(({ name, calls, failures, incidents }) => [
      escaped(name),
      count(calls),
      percent(failures, calls),
      count(incidents),
    ]),
  )

const incidentTable = ({ incidents }: ReplayReport): string =>
  table(
    ['from (UTC)', 'lasts', 'calls', 'failed', 'where'],
    incidents
      .slice(0, 100)
      .map(({ from, to, calls, failures, target }) => [
        moment(from),
        duration(to - from),
        count(calls),
        percent(failures, calls),
        escaped(target),
      ]),
  )

const guesses = ({ guesses: all }: ReplayReport): string =>
  all.length === 0 ? '' : `<h2>Assumed</h2><ul>${all.map(guessItem).join('')}</ul>`

const guessItem = ({ what, value, option }: Guess): string =>
  `<li>${escaped(`${what}: ${value}`)} <code>${escaped(option)}</code></li>`

/** Cells are HTML already. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map(cell => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      ([first = '', ...cells]) =>
        `<tr><th scope="row">${first}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table>`

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2328; --quiet: #59636e; --line: #d8dee4; --page: #fff; --good: #c8d6e5; --bad: #8250df; --spared: #0969da; --lost: #d1242f }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --line: #30363d; --page: #0d1117; --good: #2d3b4d; --bad: #a371f7; --spared: #58a6ff; --lost: #f85149 } }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; overflow-wrap: anywhere } h2 { font-size: 1.15rem; margin-top: 2rem }
figure { margin: 1rem 0; overflow-x: auto } figcaption { font-weight: 600 } figcaption small { font-weight: 400; color: var(--quiet); margin-left: .75rem }
svg { display: block; width: 100%; min-width: 38rem; height: auto } svg text { font-size: 12px; fill: var(--quiet) } svg .name { fill: var(--ink); font-weight: 600 }
.grid { stroke: var(--line) } .good { fill: var(--good) } .failed { fill: var(--bad) } .spared { fill: var(--spared) } .lost { fill: var(--lost) }
.key { display: inline-block; width: .7em; height: .7em; margin: 0 .3em 0 .75em; border-radius: 2px }
.key.good { background: var(--good) } .key.failed { background: var(--bad) } .key.spared { background: var(--spared) } .key.lost { background: var(--lost) }
.wide { overflow-x: auto } table { border-collapse: collapse; min-width: 100% }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; white-space: nowrap }
th[scope=row], thead th:first-child { text-align: left; font-weight: 400; white-space: normal; min-width: 12rem; overflow-wrap: anywhere }
@media (max-width: 40rem) { td, thead th { white-space: normal; min-width: 4.5rem } th[scope=row], thead th:first-child { min-width: 8rem } }
th small { display: block; color: var(--quiet) } code { overflow-wrap: anywhere }
`
