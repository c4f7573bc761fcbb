import { exponential, normal, type Random } from '../engine/random.ts'

/** How long a server works on a call. */
export type Latency =
  | { readonly kind: 'constant'; readonly ms: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** Most are near the median, some take several times as long: what servers really do. */
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly sigma: number }

/** A function that draws from a distribution. */
export const drawFrom = (latency: Latency, random: Random): (() => number) => {
  switch (latency.kind) {
    case 'constant':
      return () => latency.ms
    case 'exponential':
      return () => exponential(random, latency.meanMs)
    case 'lognormal':
      return () => latency.medianMs * Math.exp(latency.sigma * normal(random))
  }
}
