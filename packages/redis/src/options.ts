import { LONGEST_FORCE_MS } from './protocol/limits.ts'
import { type Scheduler, systemScheduler } from './scheduler.ts'

/** How an instance takes part in a fleet. */
export interface ShareOptions {
  /** The fleet's name: instances of the same name share their verdicts. 1–64 letters, digits, `-`, `_` or `.`. @default 'default' */
  fleet?: string | undefined
  /** This instance's name, another for each process; the same rule. @default 16 characters at random */
  instance?: string | undefined
  /** Milliseconds between heartbeats, ± 25 %; at most 40 000, since an instance counts for a minute. @default 20_000 */
  beatMs?: number | undefined
  /** How long a probe waits for its lease, in milliseconds. @default 50 */
  leaseMs?: number | undefined
  /** How long any other operation may take, in milliseconds. @default 1_000 */
  operationMs?: number | undefined
  /** Operations in flight at once; more are not sent. @default 64 */
  maxOperationsInFlight?: number | undefined
  /** Which breakers are shared, by name. @default all */
  shares?: ((breakerName: string) => boolean) | undefined
  /** Told what is wrong and cannot be thrown, such as rights that turn out to be missing. @default console.error */
  onError?: ((error: Error) => void) | undefined
  /** Time, for tests. @default performance.now and setTimeout, which keeps no process alive */
  scheduler?: Scheduler | undefined
  /** Chance, in [0, 1). @default Math.random */
  random?: (() => number) | undefined
}

/** Options that were checked, with nothing left open. */
export type ResolvedOptions = { readonly [Name in keyof ShareOptions]-?: NonNullable<ShareOptions[Name]> }

type Rule = readonly [holds: (value: unknown) => boolean, words: string]

const whole = (most: number): Rule => [
  value => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most,
  `a whole number from 1 to ${most}`,
]
const isFunction: Rule = [value => typeof value === 'function', 'a function']
/** In a hash tag, braces would end it; in a message, a bar. */
const isName: Rule = [
  value => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value),
  '1–64 letters, digits, "-", "_" or "."',
]

const rules = (): { readonly [Name in keyof ShareOptions]-?: Rule } => ({
  fleet: isName,
  instance: isName,
  beatMs: whole(40_000),
  leaseMs: whole(60_000),
  operationMs: whole(60_000),
  maxOperationsInFlight: whole(10_000),
  shares: isFunction,
  onError: isFunction,
  scheduler: [
    value => hasMethod(value, 'now') && hasMethod(value, 'after'),
    'an object with the methods now() and after()',
  ],
  random: isFunction,
})

/** @throws RangeError naming field, rule and value */
export const resolveOptions = (options: ShareOptions = {}): ResolvedOptions => {
  if (typeof options !== 'object' || options === null)
    throw new RangeError(`options must be an object, got ${show(options)}`)
  const given: Record<string, unknown> = {}
  const known = rules()
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) throw new RangeError(`${name} is not a field of ShareOptions`)
    if (value !== undefined) given[name] = checked(name, value, known[name as keyof ShareOptions])
  }
  return { ...defaults(), ...given }
}

/** The value, if the rule holds. @throws RangeError naming field, rule and value */
const checked = (name: string, value: unknown, [holds, words]: Rule): unknown => {
  if (!holds(value)) throw new RangeError(`${name} must be ${words}, got ${show(value)}`)
  return value
}

/** Who an operator is, as all others are told: a name as that of an instance. */
export const checkActor = (actor: unknown): void => void checked('actor', actor, isName)

/** How long an operator's word holds. */
export const checkForMs = (forMs: unknown): void => void checked('forMs', forMs, whole(LONGEST_FORCE_MS))

const defaults = (): ResolvedOptions => ({
  fleet: 'default',
  instance: crypto.randomUUID().replaceAll('-', '').slice(0, 16),
  beatMs: 20_000,
  leaseMs: 50,
  operationMs: 1_000,
  maxOperationsInFlight: 64,
  shares: () => true,
  onError: error => console.error(error),
  scheduler: systemScheduler,
  random: Math.random,
})

const hasMethod = (value: unknown, method: string): boolean =>
  typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function'

/** A value as an error shows it; what an object holds is nobody's business. */
const show = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  return Object(value) === value || typeof value === 'symbol'
    ? `a value of type ${typeof value}`
    : String(value)
}
