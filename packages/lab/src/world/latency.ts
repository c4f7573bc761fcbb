import { exponential, normal, type Random } from '../engine/random.ts'

/** How long a server works on a call. */
export type Latency =
  | { readonly kind: 'constant'; readonly ms: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Most are near the median, some take several times as long: what servers really do. */
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly sigma: number }

/** A function that draws from a distribution. */
export const drawFrom = (latency: Latency, random: Random): (() => number) => {
  if (latency.kind === 'constant') return () => latency.ms
  if (latency.kind === 'exponential') return () => exponential(random, latency.meanMs)
  return () => latency.medianMs * Math.exp(latency.sigma * normal(random))
}
