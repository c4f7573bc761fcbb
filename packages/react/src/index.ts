'use client'

export { BreakerProvider, type BreakerProviderProps, useBreakerManager } from './provider.ts'
export type { RefreshOptions } from './refresh.ts'
export { useBreaker } from './use-breaker.ts'
export { useBreakers } from './use-breakers.ts'
export { useRetryAfterMs } from './use-retry-after-ms.ts'
