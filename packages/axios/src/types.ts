import type { RequestBreaker } from '@recloser/core/http'
import type { InternalAxiosRequestConfig } from 'axios'

// Without axios' own type parameters: they differ between its versions, and where they are written they must match.
declare module 'axios' {
  interface AxiosRequestConfig {
    /** What this request says of its circuit breaker; `false`: that none guards it. */
    breaker?: RequestBreaker | undefined
  }
}

/** What `interceptors.request.use` takes. */
export type BreakerInterceptor = [
  onFulfilled: (config: InternalAxiosRequestConfig) => InternalAxiosRequestConfig,
  onRejected: null,
  options: { synchronous: true },
]
