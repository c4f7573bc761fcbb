import { type AttributesOf, httpAttributesOf } from './attributes.ts'

/** What both roads, OpenTelemetry and prom-client, let users set. */
export interface ReadingOptions {
  /**
   * How many breakers get counters of their own; further ones are added up under the name `_other`. A whole number >= 1.
   * With five outcomes each, 300 stay below the 2 000 series that OpenTelemetry's SDK keeps for one instrument.
   * @default 300
   */
  readonly maxSeries?: number | undefined
  /** Attributes beside the name. @default host, port, route and method, where the name has them */
  readonly attributesOf?: AttributesOf | undefined
  /** Milliseconds that only grow. @default performance.now */
  readonly now?: (() => number) | undefined
}

/** @throws RangeError naming the option, its rule and the value */
export const checkedOptions = (
  options: ReadingOptions,
): { [Field in keyof ReadingOptions]-?: Exclude<ReadingOptions[Field], undefined> } => {
  const { maxSeries = 300, attributesOf = httpAttributesOf } = options
  const { now = () => performance.now() } = options
  if (!(Number.isInteger(maxSeries) && maxSeries >= 1))
    throw new RangeError(`maxSeries must be a whole number >= 1, got ${String(maxSeries)}`)
  if (typeof attributesOf !== 'function')
    throw new RangeError(`attributesOf must be a function, got ${String(attributesOf)}`)
  return { maxSeries, attributesOf, now }
}
