import { CircuitBreaker, type CircuitBreakerConfig } from '@recloser/core'
import type { MakeGate } from './gate.ts'

/** Puts the shipped breaker into a world, by its public API: its clock and its chance are the world's. */
export const recloser =
  (config: CircuitBreakerConfig = {}): MakeGate =>
  ({ clock, random }) =>
    new CircuitBreaker('service', { ...config, clock, random })
