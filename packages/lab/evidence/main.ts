import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Effort, type Figures, measure } from './measure.ts'
import { pageOf, picturesOf } from './page.ts'
import { type Results, readResults, versions, writeResults } from './results.ts'
import { rowsOfErrors } from './rows-of-errors.ts'
import { rowsOfOutages } from './rows-of-outages.ts'
import { rowsOfOverload } from './rows-of-overload.ts'

/**
 * Measures every row of the evidence, and writes the page of the guide and its pictures.
 *
 * `--only ID`, which may be repeated, measures these rows anew and keeps the others; `--page` measures none. `--quick` is CI's share: two seeds, no other
 * libraries, nothing is written.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    page: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    seeds: { type: 'string' },
  },
})
const rows = [...rowsOfErrors, ...rowsOfOutages, ...rowsOfOverload]
const ids = values.only ?? (values.page === true ? [] : rows.map(({ id }) => id))
const chosen = rows.filter(({ id }) => ids.includes(id))
if (chosen.length < ids.length)
  throw new RangeError(`rows are ${rows.map(({ id }) => id).join(', ')}; got ${ids.join(', ')}`)

const isQuick = values.quick === true
const effort: Effort = { seeds: Number(values.seeds ?? (isQuick ? 2 : 30)), withPeers: !isQuick }
const figures: Record<string, Figures> = {}
for (const row of chosen) {
  const start = performance.now()
  figures[row.id] = await measure(row, effort)
  // After each row, so that a run that is broken off has not been for nothing.
  if (!isQuick) writeResults(merged())
  console.error(`${row.id} (${((performance.now() - start) / 1_000).toFixed(0)} s)`)
}

const results = merged()
const page = pageOf(rows, results)
if (isQuick) console.log(page)
else {
  const guide = new URL('../../../docs/guide/', import.meta.url)
  mkdirSync(new URL('plots/', guide), { recursive: true })
  writeFileSync(new URL('evidence.md', guide), page)
  const pictures = picturesOf(rows, results)
  for (const [name, svg] of Object.entries(pictures)) writeFileSync(new URL(`plots/${name}.svg`, guide), svg)
}
console.log(`${chosen.length} rows of evidence measured, ${effort.seeds} seeds each`)

/** What was measured now, over what was measured before. */
function merged(): Results {
  const before = isQuick ? undefined : readResults()
  if (before !== undefined && chosen.length === 0) return before
  return { ...versions(), rows: { ...before?.rows, ...figures } }
}
