import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { BREAKER_NAME } from '../readings/attributes.ts'
import type { ObservedManager } from '../readings/manager.ts'
import type { ReadingOptions } from '../readings/options.ts'
import { Reader, type Reading } from '../readings/reader.ts'
import { type Alias, aliasFamilies } from './aliases.ts'
import { type Family, ownFamilies } from './families.ts'
import { labelOf, labelsOf } from './label.ts'

/** How breakers are registered. Every field is optional. */
export interface RegisterBreakerMetricsOptions extends ReadingOptions {
  /** Names of other libraries to report under as well, so that existing boards and alerts go on working. @default none */
  readonly aliases?: readonly Alias[] | undefined
  /** Labels that `attributesOf` adds beside those of hosts and routes; prom-client must know them beforehand. */
  readonly labels?: readonly string[] | undefined
}

const OWNER = [BREAKER_NAME, 'server.address', 'server.port', 'url.template', 'http.request.method']
const QUARTER_HOUR = 900_000

/**
 * Registers the metrics of a manager's breakers: the same set, under the same names, that `observeBreakers` gives to
 * OpenTelemetry's exporter for Prometheus. They are read when somebody scrapes.
 *
 * @param register the registry of your program: its own copy of prom-client is the one that is used
 * @returns its undo
 * @throws RangeError when an option is wrong, naming it
 * @throws Error from prom-client when the registry has such metrics already
 */
export const registerBreakerMetrics = (
  register: Registry,
  manager: ObservedManager,
  options: RegisterBreakerMetricsOptions = {},
): (() => void) => {
  const { aliases = [], labels = [], ...readings } = options
  const owner = [...OWNER, ...labels]
  const families = [...ownFamilies(owner), ...aliasFamilies(aliases)]
  const registers = [register]
  const periods = new Histogram({
    name: 'recloser_open_duration_seconds',
    help: 'How long circuits stayed open',
    labelNames: owner.map(labelOf),
    buckets: [1, 5, 10, 30, 60, 120, 300, 900],
    registers,
  })
  const reader = new Reader(manager, readings, { limit: 300, forMs: QUARTER_HOUR }, (attributes, seconds) =>
    periods.observe(labelsOf(attributes), seconds),
  )
  const read = onceATurn(() => reader.read())
  for (const family of families) registerFamily(family, registers, read)
  return () => {
    reader.stop()
    for (const name of [...families.map(family => family.name), 'recloser_open_duration_seconds'])
      register.removeSingleMetric(name)
  }
}

/** All metrics of one scrape come from one reading. */
const onceATurn = (read: () => Reading): (() => Reading) => {
  let current: Reading | undefined
  return () => {
    if (current === undefined) {
      current = read()
      void Promise.resolve().then(() => {
        current = undefined
      })
    }
    return current
  }
}

const registerFamily = (
  { kind, name, help, labels, samplesOf }: Family,
  registers: Registry[],
  read: () => Reading,
): void => {
  const common = { name, help, labelNames: labels.map(labelOf), registers }
  if (kind === 'counter') {
    const counter: Counter = new Counter({
      ...common,
      collect: () => {
        counter.reset()
        for (const { attributes, value } of samplesOf(read())) counter.inc(labelsOf(attributes), value)
      },
    })
  } else {
    const gauge: Gauge = new Gauge({
      ...common,
      collect: () => {
        gauge.reset()
        for (const { attributes, value } of samplesOf(read())) gauge.set(labelsOf(attributes), value)
      },
    })
  }
}
