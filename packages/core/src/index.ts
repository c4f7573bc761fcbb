export { callWithSignal } from './call-with-signal.ts'
export { Circuit } from './circuit.ts'
export { CircuitBreaker } from './circuit-breaker.ts'
export { CircuitBreakerManager, shutdownAll } from './circuit-breaker-manager.ts'
export { CircuitManager } from './circuit-manager.ts'
export { resolveConfig } from './config.ts'
export { CircuitBreakerError, isCircuitBreakerError } from './errors.ts'
export { lastCalls } from './last-calls.ts'
export { REJECTED } from './permit.ts'
export { presets } from './presets.ts'
/** For the other entries of this package alone. @internal */
export { report as _report } from './report.ts'
export { shutdown } from './shutdown.ts'
export { restore, toSnapshot } from './snapshot.ts'
export type {
  BreakerSnapshot,
  CallResult,
  CallWindow,
  CircuitBreakerConfig,
  CircuitBreakerEvents,
  CircuitBreakerManagerConfig,
  CircuitBreakerManagerEvents,
  CircuitBreakerMetrics,
  CircuitBreakerReading,
  CircuitBreakerStatus,
  CircuitRejected,
  CircuitRescheduled,
  CircuitSettled,
  CircuitState,
  CircuitTransition,
  Classify,
  Clock,
  Counts,
  Listener,
  ManagerSnapshot,
  Mode,
  Outcome,
  Permit,
  RejectionDetails,
  ResolvedConfig,
  Signal,
  SystemStatus,
  TransitionCallback,
  TransitionReason,
  TripReason,
  TripRule,
  ValidationResult,
} from './types.ts'
export { wake } from './wake.ts'
/** For the other entries of this package alone. @internal */
export { wrong as _wrong } from './words.ts'
