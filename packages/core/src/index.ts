export type { CircuitBreakerManagerConfig } from './breaker-keeper.ts'
export { CircuitBreaker } from './circuit-breaker.ts'
export { CircuitBreakerManager } from './circuit-breaker-manager.ts'
export type { Clock } from './clock.ts'
export { type CircuitBreakerConfig, type Mode, type ResolvedConfig, resolveConfig } from './config.ts'
export { CircuitBreakerError, isCircuitBreakerError, type RejectionDetails } from './errors.ts'
export type {
  CircuitBreakerEvents,
  CircuitBreakerManagerEvents,
  CircuitRejected,
  CircuitSettled,
  CircuitTransition,
  Listener,
  TransitionCallback,
  TransitionReason,
  TripReason,
} from './events.ts'
export type { CircuitBreakerMetrics } from './metrics.ts'
export type { CallResult, Classify, Outcome } from './outcome.ts'
export { type Permit, REJECTED } from './permit.ts'
export type { BreakerSnapshot, ManagerSnapshot } from './snapshot.ts'
export type { CircuitState } from './state.ts'
export type { CircuitBreakerReading, CircuitBreakerStatus, ValidationResult } from './status.ts'
export type { SystemStatus } from './system-status.ts'
export type { Counts } from './trip.ts'
