import { detectFormat, type LogOptions } from '../src/replay/detect.ts'
import type { LoggedCall } from '../src/replay/logged-call.ts'

/** What a reader makes of a text: the calls, and why lines were not read. */
export const collect = (
  text: string,
  options: LogOptions = {},
): { format: string; calls: LoggedCall[]; damaged: string[]; guesses: string[] } => {
  const { format, guesses, read } = detectFormat(text, options)
  const calls: LoggedCall[] = []
  const damaged: string[] = []
  const how = read({ call: call => calls.push({ ...call }), damaged: reason => damaged.push(reason) })
  if ('line' in how) for (const line of text.split('\n')) how.line(line)
  else {
    how.reader.write(text)
    how.reader.end()
  }
  return { format, calls, damaged, guesses: guesses.map(({ what, value }) => `${what}: ${value}`) }
}
