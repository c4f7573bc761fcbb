import type { Clock } from './clock.ts'
import type { ResolvedConfig } from './config.ts'

type Rule = readonly [isValid: (value: unknown) => boolean, words: string]

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isFunction = (value: unknown): boolean => typeof value === 'function'
const orFalse = ([isValid, words]: Rule): Rule => [
  value => value === false || isValid(value),
  `${words}, or false`,
]

const whole: Rule = [value => Number.isInteger(value) && isNumber(value) && value >= 1, 'a whole number >= 1']
const duration: Rule = [value => isNumber(value) && value > 0, 'a finite number of milliseconds > 0']
const rate: Rule = [value => isNumber(value) && value > 0 && value <= 1, 'a number in (0, 1]']
const flag: Rule = [value => typeof value === 'boolean', 'true or false']

const RULES: { readonly [Field in keyof ResolvedConfig]: Rule } = {
  failureThreshold: orFalse(whole),
  failureRateThreshold: orFalse(rate),
  minRequestsForRate: whole,
  // Shorter, a tenth of it would be less than a clock's digits tell apart.
  failureWindowMs: orFalse([value => isNumber(value) && value >= 1, 'a finite number of milliseconds >= 1']),
  failureWindowCalls: orFalse(whole),
  slowCallMs: orFalse(duration),
  slowCallRateThreshold: rate,
  openDurationMs: duration,
  exponentialBackoff: flag,
  backoffMultiplier: [value => isNumber(value) && value >= 1, 'a finite number >= 1'],
  maxBackoffMs: duration,
  jitter: [value => isNumber(value) && value >= 0 && value <= 1, 'a number in [0, 1]'],
  halfOpenMaxCalls: whole,
  successThreshold: whole,
  probeTimeoutMs: duration,
  measureDurations: flag,
  mode: [
    value => value === 'enforce' || value === 'shadow' || value === 'off',
    "'enforce', 'shadow' or 'off'",
  ],
  classify: [isFunction, 'a function'],
  clock: [value => isFunction((value as Clock | null)?.now), 'an object with a method now()'],
  random: [isFunction, 'a function'],
}

/** A value as an error message shows it; what an object holds is nobody's business. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  const isOpaque = Object(value) === value || typeof value === 'symbol'
  return isOpaque ? `a value of type ${typeof value}` : String(value)
}

/**
 * The field, if it may hold the value.
 *
 * @throws RangeError naming field, rule and value
 */
export const check = (field: string, value: unknown): keyof ResolvedConfig => {
  if (!isField(field)) throw new RangeError(`${field} is not a field of CircuitBreakerConfig`)
  const [isValid, words] = RULES[field]
  if (!isValid(value)) throw new RangeError(`${field} must be ${words}, got ${show(value)}`)
  return field
}

/** The rule for the durations that methods take. */
export const checkDuration = (name: string, value: number): void => {
  if (!duration[0](value)) throw new RangeError(`${name} must be ${duration[1]}, got ${show(value)}`)
}

const isField = (field: string): field is keyof ResolvedConfig => Object.hasOwn(RULES, field)

/** @throws TypeError naming what must be a function; not what it is instead, which may be a URL with its secrets */
export const assertFunction = (what: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new TypeError(`${what} must be a function, got ${value === null ? value : typeof value}`)
}
