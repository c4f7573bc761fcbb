import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Figures } from './measure.ts'

/** What was measured, and on what. */
export interface Results {
  readonly node: string
  readonly core: string
  /** By the rows' ids. */
  readonly rows: Readonly<Record<string, Figures>>
}

const file = new URL('results.json', import.meta.url)

/** The versions that measure now. */
export const versions = (): { readonly node: string; readonly core: string } => {
  const core = readFileSync(new URL('../../core/package.json', import.meta.url), 'utf8')
  return { node: process.versions.node, core: (JSON.parse(core) as { version: string }).version }
}

/** What was written last; `undefined` before the first time. What was never noticed is `null` there, and Infinity here. */
export const readResults = (): Results | undefined =>
  existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) =>
        value === null ? Infinity : value,
      ) as Results)
    : undefined

/** Keeps what was measured beside the rows. */
export const writeResults = (results: Results): void => {
  // A line for each case, with the digits that the figures are worth.
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value
  const text = JSON.stringify(results, rounded, 1)
  writeFileSync(
    file,
    `${text.replaceAll(/\[\s+(-?[\d.e+]+|null)(?:,\s+(?:-?[\d.e+]+|null))*\s+\]/g, list => list.replaceAll(/\s+/g, ' '))}\n`,
  )
}
