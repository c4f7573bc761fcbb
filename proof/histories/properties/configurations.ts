import { resolveConfig } from '@recloser/core'
import fc from 'fast-check'
import { must, type Target, target } from '../../fuzz/target.ts'
import { configs } from '../configs.ts'

export const valid: Target = target(
  'valid configurations',
  'each resolves to what it says, over the defaults, once for all',
  configs,
  config => {
    const before = { ...config }
    const resolved = resolveConfig(config)
    for (const [field, value] of Object.entries(config)) {
      must(Object.is(Reflect.get(resolved, field), value), `${field} stands as it was given`, resolved)
    }
    must(fc.stringify(config) === fc.stringify(before), 'the argument is left alone', config)
    must(Object.isFrozen(resolved) && resolveConfig(resolved) === resolved, 'it is resolved once', resolved)
    must(
      (resolved.failureWindowMs === false) !== (resolved.failureWindowCalls === false),
      'one window',
      resolved,
    )
  },
)

const notWhole = [0, -1, 1.5, Number.NaN, Infinity, '3', null]
const notDuration = [0, -1, Number.NaN, Infinity, '3', null]
const notRate = [0, -0.1, 1.1, Number.NaN, '0.5', null]

/** What each field must refuse, from the table in the design. */
const refused: Readonly<Record<string, readonly unknown[]>> = {
  failureThreshold: [...notWhole, true],
  failureRateThreshold: [...notRate, true],
  minRequestsForRate: [...notWhole, false],
  failureWindowMs: [...notDuration, true],
  failureWindowCalls: [...notWhole, true],
  slowCallMs: [...notDuration, true],
  slowCallRateThreshold: [...notRate, false],
  openDurationMs: [...notDuration, false],
  exponentialBackoff: [0, 'yes', null],
  backoffMultiplier: [0.9, 0, Number.NaN, Infinity, '2'],
  maxBackoffMs: [...notDuration, false],
  jitter: [-0.1, 1.1, Number.NaN, '0', null],
  halfOpenMaxCalls: [...notWhole, false],
  successThreshold: [...notWhole, false],
  probeTimeoutMs: [...notDuration, false],
  measureDurations: [0, 'yes', null],
  mode: ['open', '', null, false],
  classify: ['success', null, {}],
  clock: [null, {}, 0, { now: 0 }],
  random: [0.5, null, {}],
}

const mistakes = fc.tuple(
  configs,
  fc.constantFrom(
    ...Object.entries(refused).flatMap(([field, values]) => values.map(value => [field, value] as const)),
  ),
)

export const invalid: Target = target(
  'invalid configurations',
  'a wrong value throws a RangeError that names field, rule and value',
  mistakes,
  ([config, [field, value]]) => {
    let thrown: unknown
    try {
      resolveConfig({ ...config, [field]: value })
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
