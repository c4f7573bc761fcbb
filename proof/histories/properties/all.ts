import type { Target } from '../../fuzz/target.ts'
import { bounds } from './bounds.ts'
import { breaker, windows } from './breaker.ts'
import { invalid, valid } from './configurations.ts'
import { order } from './eviction-order.ts'
import { interleavings } from './interleavings.ts'
import { bounded } from './manager.ts'

/** A property, and its share of the runs: what is slow to run or has few cases gets fewer. */
export interface Share {
  readonly property: Target
  readonly share: number
}

export const properties: readonly Share[] = [
  { property: breaker, share: 1 },
  { property: windows, share: 1 },
  { property: bounds, share: 0.2 },
  { property: interleavings, share: 0.1 },
  { property: bounded, share: 0.2 },
  { property: order, share: 0.01 },
  { property: valid, share: 0.1 },
  { property: invalid, share: 0.05 },
]
