import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { shell } from '../run.ts'
import type { Report } from './page.ts'

/** One way to build and run the page. */
export interface Tool {
  readonly name: string
  /** How the names of the files that it must take end: `.small.js` means `index.small.js`, `http.small.js`, … */
  readonly takes: '.js' | '.cjs' | '.small.js' | '.small.cjs'
  /** Builds the page in the folder, which holds `page.mjs` and `page.cjs`, and runs it. */
  run(folder: string): Promise<Report>
}

/** A page of production is run by Node, which knows all that it uses. */
export const runInNode = (file: string): Report =>
  JSON.parse(must('.', process.execPath, resolve(file)).trim().split('\n').at(-1) ?? '') as Report

/**
 * Runs a program in a folder, in silence.
 *
 * @returns what it wrote
 * @throws Error with the first lines of what it complained about
 */
export function must(cwd: string, program: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    shell: shell && program === 'npm',
  })
  if (status !== 0) throw new Error(`${program} failed: ${stderr.trim().split('\n').slice(0, 5).join('\n')}`)
  return stdout
}
