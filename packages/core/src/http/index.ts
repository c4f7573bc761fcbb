export { carriedBy, carry } from './carry.ts'
export type {
  Fallback,
  HttpBreakersConfig,
  HttpHostConfig,
  HttpRouteConfig,
  HttpRoutes,
  RequestBreaker,
} from './config.ts'
export {
  type ExchangeKind,
  type HttpExchange,
  type HttpReading,
  type HttpRequest,
  readResponse,
} from './exchange.ts'
export type { HttpTransport } from './guard.ts'
export { assertBreakers, createHttpBreakers, type HttpBreakers } from './http-breakers.ts'
export { providerWaitMs } from './provider-waits.ts'
export { routes } from './routes.ts'
export { findCircuitBreakerError, kindOfError } from './transport-error.ts'
export type { StatusVerdict, Verdicts } from './verdicts.ts'
