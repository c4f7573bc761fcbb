// The classes themselves: bundled declarations lose the `type` of a re-export, and would promise them anyway.

// Whatever a value of ours shows: where pnpm lets a program see only what it depends on, it can name these types by us.
export type {
  CircuitBreakerConfig,
  CircuitBreakerEvents,
  CircuitBreakerManagerEvents,
  CircuitBreakerMetrics,
  CircuitBreakerReading,
  CircuitBreakerStatus,
  CircuitRejected,
  CircuitSettled,
  CircuitState,
  CircuitTransition,
  Classify,
  Clock,
  Counts,
  Listener,
  Mode,
  Outcome,
  Permit,
  ResolvedConfig,
  SystemStatus,
  TransitionCallback,
  TransitionReason,
  TripReason,
  ValidationResult,
} from '@recloser/core'
export {
  CircuitBreaker,
  CircuitBreakerError,
  CircuitBreakerManager,
  isCircuitBreakerError,
} from '@recloser/core'
export {
  createHttpBreakers,
  type ExchangeKind,
  type Fallback,
  findCircuitBreakerError,
  type HttpBreakers,
  type HttpBreakersConfig,
  type HttpExchange,
  type HttpHostConfig,
  type HttpReading,
  type HttpRequest,
  type HttpRouteConfig,
  type HttpTransport,
  type RequestBreaker,
  type StatusVerdict,
  type Verdicts,
} from '@recloser/core/http'
export { withHeadersTimeout } from './headers-timeout.ts'
export { installFetch } from './install.ts'
export type { AnyFetch, BreakerFetch, Fetch, FetchInit, FetchInput, FetchResponse, Guarded } from './types.ts'
export { wrapFetch } from './wrap.ts'
