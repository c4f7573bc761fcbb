import type { SeriesAttributes } from '../readings/attributes.ts'

/** As OpenTelemetry's exporter for Prometheus spells it: `recloser.breaker.name` is `recloser_breaker_name`. */
export const labelOf = (attribute: string): string => attribute.replaceAll('.', '_')

export const labelsOf = (attributes: SeriesAttributes): Record<string, string | number> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [labelOf(name), value]))
