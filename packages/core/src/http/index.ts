export type {
  Fallback,
  HttpBreakersConfig,
  HttpHostConfig,
  HttpRouteConfig,
  RequestBreaker,
} from './config.ts'
export type { ExchangeKind, HttpExchange, HttpReading, HttpRequest } from './exchange.ts'
export type { HttpTransport } from './guard.ts'
export { createHttpBreakers, type HttpBreakers } from './http-breakers.ts'
export { kindOfError } from './transport-error.ts'
export type { Verdicts } from './verdicts.ts'
