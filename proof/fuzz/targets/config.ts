import { CircuitBreakerManager, type ResolvedConfig, resolveConfig } from '@recloser/core'
import { createHttpBreakers } from '@recloser/core/http'
import fc, { type Arbitrary } from 'fast-check'
import { documented } from '../documented.ts'
import { hosts } from '../hostile/addresses.ts'
import { hostileText, hostileValue } from '../hostile/text.ts'
import { reportedWhile } from '../reports.ts'
import { must, type Target, target } from '../target.ts'

const fields = Object.keys(resolveConfig({}))
const judging = [
  'verdicts',
  'fallback',
  'waitMs',
  'abortTimeoutMs',
  'keyOf',
  'maxBreakers',
  'hosts',
  'routes',
]
const sensible = fc.constantFrom<unknown>(0.5, 1, 7, 60_000, false, true, undefined, 'shadow', () => 0)

/** Own properties as JSON makes them, so that `__proto__` is a field like any other. */
const record = (key: Arbitrary<string>, value: Arbitrary<unknown>, maxLength = 4): Arbitrary<object> =>
  fc.array(fc.tuple(key, value), { maxLength }).map(entries =>
    entries.reduce<object>(
      (made, [name, held]) =>
        Object.defineProperty(made, name, {
          value: held,
          enumerable: true,
          configurable: true,
          writable: true,
        }),
      {},
    ),
  )

const fieldName = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...fields) },
  { weight: 1, arbitrary: fc.constantFrom(...judging) },
  { weight: 1, arbitrary: hostileText },
)
const value = fc.oneof({ weight: 2, arbitrary: sensible }, { weight: 1, arbitrary: hostileValue })
const breakerConfig = fc.oneof(
  { weight: 6, arbitrary: record(fieldName, value) },
  { weight: 1, arbitrary: hostileValue },
)

/** Checked by other means than the table that the library checks by. */
const isSound = (config: ResolvedConfig): boolean => {
  const {
    failureWindowMs,
    failureWindowCalls,
    failureThreshold,
    openDurationMs,
    maxBackoffMs,
    jitter,
    mode,
  } = config
  const positive = [openDurationMs, maxBackoffMs, config.probeTimeoutMs, config.backoffMultiplier]
  const whole = [
    config.halfOpenMaxCalls,
    config.successThreshold,
    config.minRequestsForRate,
    failureThreshold || 1,
  ]
  return (
    (failureWindowMs === false) !== (failureWindowCalls === false) &&
    positive.every(number => typeof number === 'number' && number > 0 && number < Infinity) &&
    whole.every(number => typeof number === 'number' && number >= 1 && number % 1 === 0) &&
    jitter >= 0 &&
    jitter <= 1 &&
    ['enforce', 'shadow', 'off'].includes(mode) &&
    Object.isFrozen(config) &&
    fields.every(field => Object.hasOwn(config, field) && config[field as keyof ResolvedConfig] !== undefined)
  )
}

/** Whatever somebody reads from a file and calls a configuration. */
export const configs: Target = target(
  'config -> breaker',
  'a configuration is refused with a RangeError, or complete, sound, frozen, and the argument as it was',
  fc.record({ given: breakerConfig, maxBreakers: fc.oneof(fc.constant(undefined), hostileValue) }),
  ({ given, maxBreakers }) => {
    const before = fc.stringify(given)
    const resolved = documented('resolveConfig', () => resolveConfig(given as never))
    must(resolved === undefined || isSound(resolved), 'it is sound', resolved)
    const settings = { defaults: given, maxBreakers } as never
    const manager = documented('CircuitBreakerManager', () => new CircuitBreakerManager(settings))
    must(manager === undefined || isSound(manager.config), 'it is sound', manager?.config)
    must(fc.stringify(given) === before, 'the argument is as it was', given)
  },
)

const hostName = fc.oneof(
  fc.constantFrom(...hosts),
  fc.constantFrom('*', '*.example.com', '*.*', '*.'),
  hostileText,
)
const template = fc.oneof(fc.constantFrom('/a', 'GET /a/:id', '/*', 'GET  /', '/a/*/b', ':'), hostileText)
const routeConfig = fc.oneof(
  { weight: 4, arbitrary: record(fieldName, sensible, 1) },
  { weight: 1, arbitrary: hostileValue },
)
const hostConfig = fc.oneof(
  { weight: 4, arbitrary: record(fc.constant('routes'), record(template, routeConfig, 2), 1) },
  { weight: 1, arbitrary: hostileValue },
)
const verdicts = record(
  fc.oneof(fc.constantFrom('404', '5xx', '99', '6xx', '9xx', '0xx', '1e3'), hostileText),
  fc.oneof(fc.constantFrom('success', 'failure', 'ignored', 'throttled-if-asked'), hostileValue),
  2,
)
const httpConfig = fc.record(
  {
    hosts: fc.oneof(
      { weight: 6, arbitrary: record(hostName, hostConfig, 2) },
      { weight: 1, arbitrary: hostileValue },
    ),
    verdicts: fc.oneof({ weight: 4, arbitrary: verdicts }, { weight: 1, arbitrary: hostileValue }),
    classify: fc.option(hostileValue, { nil: undefined, freq: 6 }),
    keyOf: fc.option(hostileValue, { nil: undefined, freq: 6 }),
    abortTimeoutMs: fc.oneof(sensible, hostileValue),
    openDurationMs: sensible,
  },
  { requiredKeys: [] },
)

/** Hosts, routes and verdicts are named by keys, and a key may be any text. */
export const httpConfigs: Target = target(
  'hosts, routes, verdicts -> breakers',
  'settings are refused with a RangeError, or every URL finds a breaker or none by them',
  fc.oneof({ weight: 8, arbitrary: httpConfig }, { weight: 1, arbitrary: hostileValue }),
  async given => {
    const breakers = documented('createHttpBreakers', () => createHttpBreakers(given as never))
    // What a strange `keyOf` gives is reported, and passed over.
    await reportedWhile(() => {
      for (const host of ['api.example.com', '__proto__', 'xn--bcher-kva.example']) {
        documented('breakerFor', () => breakers?.breakerFor(`https://${host}/a/7`))
      }
    })
  },
)
