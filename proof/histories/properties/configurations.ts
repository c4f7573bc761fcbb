import { type CircuitBreakerConfig, lastCalls, type ResolvedConfig, resolveConfig } from '@recloser/core'
import fc from 'fast-check'
import { must, type Target, target } from '../../fuzz/target.ts'
import { configs } from '../configs.ts'

export const valid: Target = target(
  'valid configurations',
  'each resolves to what it says, over the defaults, once for all',
  fc
    .tuple(configs, fc.option(configs, { nil: undefined }))
    .filter(([config, general]) => !lacksRate(config, general)),
  ([config, general]) => {
    const before = { ...config }
    const defaults = resolveConfig(general)
    const resolved = resolveConfig(config, defaults)
    for (const [field, value] of Object.entries(config)) {
      must(Object.is(Reflect.get(resolved, field), value), `${field} stands as it was given`, resolved)
    }
    must(fc.stringify(config) === fc.stringify(before), 'the argument is left alone', config)
    must(Object.isFrozen(resolved) && resolveConfig(resolved) === resolved, 'it is resolved once', resolved)
    must(resolved.failureWindow === windowOf(config, defaults), 'one window holds', resolved)
    must(typeof resolved.failureWindowMs === 'number', 'a window of time has its length', resolved)
  },
)

/** Whether what is given takes the rate away that an excess of the defaults needs. */
const lacksRate = (config: CircuitBreakerConfig, general: CircuitBreakerConfig | undefined): boolean =>
  config.failureRateThreshold === false && Boolean(general?.failureExcess)

/** The window of calls that holds, if any: a length of time takes the place of that of the defaults. */
const windowOf = (
  { failureWindow, failureWindowMs }: CircuitBreakerConfig,
  defaults: ResolvedConfig,
): ResolvedConfig['failureWindow'] =>
  failureWindow ?? (failureWindowMs === undefined ? defaults.failureWindow : false)

const notWhole = [0, -1, 1.5, Number.NaN, Infinity, '3', null]
const notDuration = [0, -1, Number.NaN, Infinity, '3', null]
const notRate = [0, -0.1, 1.1, Number.NaN, '0.5', null]

/** What each field must refuse, from the table in the design. */
const refused: Readonly<Record<string, readonly unknown[]>> = {
  failureThreshold: [...notWhole, true],
  failureRateThreshold: [...notRate, true],
  failureExcess: [...notDuration, true],
  minRequestsForRate: [...notWhole, false],
  failureWindowMs: [...notDuration, 0.5, true, false],
  failureWindow: [100, '100', null, true, {}, { calls: 100 }],
  slowCallMs: [...notDuration, true],
  slowCallRateThreshold: [...notRate, false],
  openDurationMs: [...notDuration, false],
  exponentialBackoff: [0, 'yes', null],
  backoffMultiplier: [0.9, 0, Number.NaN, Infinity, '2'],
  maxBackoffMs: [...notDuration, false],
  maxWaitMs: [...notDuration, true],
  waitJitter: [-0.1, 1.1, Number.NaN, '0', null],
  jitter: [-0.1, 1.1, Number.NaN, '0', null],
  maxInFlight: [...notWhole, true],
  halfOpenMaxCalls: [...notWhole, false],
  successThreshold: [...notWhole, false],
  halfOpenFailureThreshold: [...notWhole, false],
  probeTimeoutMs: [...notDuration, false],
  measureDurations: [0, 'yes', null],
  mode: ['open', '', null, false],
  classify: ['success', null, {}],
  clock: [null, {}, 0, { now: 0 }],
  random: [0.5, null, {}],
}

/** What `lastCalls` must refuse: all but a whole number >= 1. */
const notCalls = [...notWhole, true, false, undefined, {}]

type Mistake = readonly [field: string, value: unknown, make: (config: CircuitBreakerConfig) => unknown]

const ofFields = Object.entries(refused).flatMap(([field, values]) =>
  values.map((value): Mistake => [field, value, config => resolveConfig({ ...config, [field]: value })]),
)
const ofWindows = notCalls.map((value): Mistake => ['calls', value, () => lastCalls(value as never)])
const withoutRate: Mistake = [
  'failureRateThreshold',
  false,
  config => resolveConfig({ ...config, failureExcess: 5, failureRateThreshold: false }),
]
const mistakes = fc.tuple(configs, fc.constantFrom(...ofFields, ...ofWindows, withoutRate))

export const invalid: Target = target(
  'invalid configurations',
  'a wrong value throws a RangeError that names field, rule and value',
  mistakes,
  ([config, [field, value, make]]) => {
    let thrown: unknown
    try {
      make(config)
    } catch (error) {
      thrown = error
    }
    must(thrown instanceof RangeError, 'it is a RangeError', thrown)
    const { message } = thrown as RangeError
    must(message.startsWith(`${field} must be `), 'it names field and rule', message)
    must(message.endsWith(`, got ${shown(value)}`), 'it names the value', message)
  },
)

const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  return Object(value) === value ? 'a value of type object' : String(value)
}
