import { defaultClassify } from './outcome.ts'
import type { CallWindow, CircuitBreakerConfig, Clock, ResolvedConfig } from './types.ts'
import { DEV, isDuration, wrong } from './words.ts'

type Field = keyof ResolvedConfig
type Rule = (value: unknown) => boolean

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isFactor: Rule = value => isNumber(value) && value >= 1
const isWhole: Rule = value => isFactor(value) && Number.isInteger(value)
const isPart: Rule = value => isNumber(value) && value >= 0 && value <= 1
const isRate: Rule = value => isPart(value) && value !== 0
const isFlag: Rule = value => typeof value === 'boolean'
const isMode: Rule = value => ['enforce', 'shadow', 'off'].includes(value as string)
const isFunction: Rule = value => typeof value === 'function'
const isCallWindow: Rule = value => isFunction((value as CallWindow | null)?._memory)
const isClock: Rule = value => isFunction((value as Clock | null)?.now) && isNumber((value as Clock).now())

const SENTENCES: ReadonlyMap<Rule, string> = /* @__PURE__ */ new Map(
  DEV
    ? [
        [isDuration, 'a finite number > 0'],
        [isFactor, 'a finite number >= 1'],
        [isCallWindow, 'made by lastCalls'],
        [isWhole, 'a whole number >= 1'],
        [isPart, 'a number in [0, 1]'],
        [isRate, 'a number in (0, 1]'],
        [isFlag, 'true or false'],
        [isMode, "'enforce', 'shadow' or 'off'"],
        [isFunction, 'a function'],
        [isClock, 'an object whose now() gives a finite number'],
      ]
    : [],
)

/** Every field with its default and its rule; `true`: or `false`, which turns it off. */
const FIELDS: { readonly [Name in Field]: readonly [otherwise: ResolvedConfig[Name], Rule, orFalse?: true] } =
  {
    failureThreshold: [5, isWhole, true],
    failureRateThreshold: [0.5, isRate, true],
    failureExcess: [false, isDuration, true],
    minRequestsForRate: [10, isWhole],
    // Shorter, a tenth of it would be less than a clock's digits tell apart.
    failureWindowMs: [60_000, isFactor],
    failureWindow: [false, isCallWindow, true],
    slowCallMs: [false, isDuration, true],
    slowCallRateThreshold: [0.5, isRate],
    openDurationMs: [60_000, isDuration],
    exponentialBackoff: [true, isFlag],
    backoffMultiplier: [2, isFactor],
    maxBackoffMs: [300_000, isDuration],
    maxWaitMs: [false, isDuration, true],
    waitJitter: [0, isPart],
    jitter: [0.1, isPart],
    maxInFlight: [false, isWhole, true],
    halfOpenMaxCalls: [3, isWhole],
    successThreshold: [3, isWhole],
    halfOpenFailureThreshold: [1, isWhole],
    probeTimeoutMs: [30_000, isDuration],
    measureDurations: [true, isFlag],
    mode: ['enforce', isMode],
    classify: [defaultClassify, isFunction],
    // Wall-clock steps and time zones do not touch it.
    clock: [{ now: () => performance.now() }, isClock],
    random: [Math.random, isFunction],
  }

/** What was resolved here needs no second look. */
const checked = /* @__PURE__ */ new WeakSet<object>()

const finish = (config: ResolvedConfig): ResolvedConfig => {
  if (config.failureExcess && !config.failureRateThreshold)
    throw wrong('failureRateThreshold', DEV && 'set where failureExcess is', false)
  checked.add(Object.freeze(config))
  return config
}

let defaultConfig: ResolvedConfig | undefined

// At first use: what is done while a file loads, no bundler can leave out.
const defaultsOfAll = (): ResolvedConfig => {
  const defaults = Object.entries(FIELDS).map(([name, [otherwise]]) => [name, otherwise])
  defaultConfig ??= finish(Object.fromEntries(defaults) as ResolvedConfig)
  return defaultConfig
}

/**
 * Checks a configuration and fills in what it leaves open. The argument is not touched; one that was resolved before
 * is returned as it is.
 *
 * @param defaults what holds where the configuration says nothing
 * @throws RangeError naming field, rule and value
 */
export const resolveConfig = (
  config: CircuitBreakerConfig | undefined,
  defaults: ResolvedConfig = defaultConfig ?? defaultsOfAll(),
): ResolvedConfig => {
  if (config === undefined) return defaults
  if (typeof config !== 'object' || config === null) throw wrong('configuration', DEV && 'an object', config)
  if (checked.has(config)) return config as ResolvedConfig

  const given: Partial<Record<Field, unknown>> = {}
  for (const [name, value] of Object.entries(config)) {
    if (value !== undefined) given[check(name, value)] = value
  }
  // The configuration's window takes the place of the defaults', of whatever kind that is.
  if (given.failureWindowMs) given.failureWindow ??= false
  return finish({ ...defaults, ...given } as ResolvedConfig)
}

/** The field, if it may hold the value. */
const check = (name: string, value: unknown): Field => {
  if (!isField(name)) throw new RangeError(DEV ? `${name} is not a field of CircuitBreakerConfig` : name)
  const [, rule, orFalse] = FIELDS[name]
  if (!(rule(value) || (orFalse && value === false)))
    throw wrong(name, DEV && inWords(name, rule) + (orFalse ? ', or false' : ''), value)
  return name
}

const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name)

/** The rule, with the unit that the field's name ends with. */
const inWords = (name: Field, rule: Rule): string => {
  const sentence = String(SENTENCES.get(rule))
  return DEV && name.endsWith('Ms') ? sentence.replace('number', 'number of milliseconds') : sentence
}
