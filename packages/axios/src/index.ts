export { isCircuitBreakerError } from '@recloser/core'
export { createHttpBreakers } from '@recloser/core/http'
