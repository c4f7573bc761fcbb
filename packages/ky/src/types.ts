import type { RequestBreaker } from '@recloser/core/http'
import type {} from 'ky'

declare module 'ky' {
  interface Options {
    /** Data for hooks, and in `breaker` what this request says of its circuit breaker. */
    context?: Record<string, unknown> & { breaker?: RequestBreaker | undefined }
  }
}
