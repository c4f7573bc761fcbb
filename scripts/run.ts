import { spawnSync } from 'node:child_process'

// On Windows the programs of node_modules/.bin are scripts, which only a shell can start.
export const shell: boolean = process.platform === 'win32'

/** Runs a program on the terminal of this one, and says whether it succeeded. */
export const run = (program: string, ...words: string[]): boolean =>
  spawnSync(program, words, { stdio: 'inherit', shell }).status === 0

/** Runs a program in silence: whether it succeeded, and what it would have said. */
export function listen(program: string, ...words: string[]): { succeeded: boolean; said: string } {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8', shell })
  return { succeeded: status === 0, said: error === undefined ? `${stdout}${stderr}`.trim() : error.message }
}
