import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Candidate, PRESETS, parseCandidates } from '../replay/candidates.ts'
import { FORMATS, type Format } from '../replay/detect.ts'
import { FIELDS, type Field } from '../replay/fields.ts'
import type { ReplayLogOptions } from '../replay/replay-log.ts'
import { MS_OF, type Unit } from '../replay/time.ts'

/** What the user has asked for. */
export interface Command {
  readonly name: 'replay' | 'tune'
  readonly file: string
  readonly log: Omit<ReplayLogOptions, 'onProgress' | 'stdin'>
  /** Candidates of a file of the user's. */
  readonly own: readonly Candidate[]
  readonly isJson: boolean
  readonly html: string | undefined
  readonly isQuiet: boolean
  /** A share, in [0, 1]. */
  readonly maxLost: number
}

/** What the user has got wrong, in words for the user. */
export class UsageError extends Error {}

const OPTIONS = {
  preset: { type: 'string', multiple: true },
  settings: { type: 'string' },
  'max-lost': { type: 'string' },
  by: { type: 'string' },
  route: { type: 'string', multiple: true },
  'max-targets': { type: 'string' },
  format: { type: 'string' },
  column: { type: 'string', multiple: true },
  'duration-unit': { type: 'string' },
  'time-is': { type: 'string' },
  reorder: { type: 'string' },
  json: { type: 'boolean' },
  html: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/**
 * Reads the words of the command line.
 *
 * @throws UsageError naming option, rule and value
 */
export const readCommand = (words: readonly string[]): Command | 'help' | 'version' => {
  const { values, positionals } = parsed(words)
  if (values.version === true) return 'version'
  if (values.help === true || words.length === 0) return 'help'
  const own = values.settings === undefined ? [] : readSettings(values.settings)
  const presets = values.preset ?? (own.length === 0 ? Object.keys(PRESETS) : ['defaults'])
  return {
    ...taskIn(positionals),
    own,
    log: { ...logOptions(values), candidates: [...presetsOf(presets), ...own] },
    isJson: values.json === true,
    html: values.html,
    isQuiet: values.quiet === true,
    maxLost: times(number('--max-lost', values['max-lost'], 0), 0.01) ?? 0.01,
  }
}

const taskIn = ([name, file, ...more]: readonly string[]): Pick<Command, 'name' | 'file'> => {
  if (name !== 'replay' && name !== 'tune') {
    throw new UsageError(`the command must be replay or tune${name === undefined ? '' : `, got ${name}`}`)
  }
  if (file === undefined || more.length > 0)
    throw new UsageError(`${name} takes one file, or - for standard input`)
  return { name, file }
}

const logOptions = (values: ReturnType<typeof parsed>['values']): Omit<Command['log'], 'candidates'> => ({
  by: oneOf('--by', values.by, ['host', 'route'] as const),
  routes: values.route,
  maxTargets: number('--max-targets', values['max-targets'], 1),
  format: oneOf<Format>('--format', values.format, FORMATS),
  columns: columnsOf(values.column ?? []),
  durationUnit: oneOf('--duration-unit', values['duration-unit'], Object.keys(MS_OF) as Unit[]),
  timeIs: oneOf('--time-is', values['time-is'], ['start', 'end'] as const),
  reorderMs: times(number('--reorder', values.reorder, 0), 1_000),
})

const parsed = (words: readonly string[]) => {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor

const oneOf = <Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly Word[],
): Word | undefined => {
  const word = words.find(candidate => candidate === value)
  if (word === undefined && value !== undefined) {
    throw new UsageError(`${option} must be one of ${words.join(', ')}, got ${value}`)
  }
  return word
}

const number = (option: string, value: string | undefined, least: number): number | undefined => {
  if (value === undefined) return undefined
  const result = value.trim() === '' ? Number.NaN : Number(value)
  if (!(result >= least && result < Infinity)) {
    throw new UsageError(`${option} must be a number >= ${least}, got ${value}`)
  }
  return result
}

const columnsOf = (pairs: readonly string[]): Partial<Record<Field, string>> =>
  Object.fromEntries(
    pairs.map(pair => {
      const [what = '', ...name] = pair.split('=')
      if (!FIELDS.some(field => field === what) || name.join('=') === '') {
        throw new UsageError(`--column must be like status=code, of ${FIELDS.join(', ')}; got ${pair}`)
      }
      return [what, name.join('=')]
    }),
  )

const presetsOf = (names: readonly string[]): Candidate[] =>
  [...new Set(names)].map(name => {
    const config = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined
    if (config === undefined) {
      throw new UsageError(`--preset must be one of ${Object.keys(PRESETS).join(', ')}, got ${name}`)
    }
    return { name, config }
  })

const readSettings = (file: string): Candidate[] => {
  try {
    return parseCandidates(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`)
  }
}
