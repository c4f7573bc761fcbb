// The class itself: bundled declarations lose the `type` of a re-export, and would promise it anyway.
export { CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'
export {
  createHttpBreakers,
  type Fallback,
  findCircuitBreakerError,
  type HttpBreakers,
  type HttpBreakersConfig,
  type HttpExchange,
  type HttpHostConfig,
  type HttpRequest,
  type HttpRouteConfig,
  type RequestBreaker,
} from '@recloser/core/http'
export { breakerInterceptor, installBreakers } from './install.ts'
export type { BreakerInterceptor } from './types.ts'
