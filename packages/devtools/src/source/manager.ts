import type { CircuitBreakerManagerEvents, Clock, Listener, SystemStatus } from '@recloser/core'

/** What panel and dashboard need of a breaker. */
export interface PanelBreaker {
  readonly config: { readonly clock: Clock }
  forceOpen(options?: { reason?: string | undefined }): void
  forceClose(): void
  probeNow(): void
  reset(): void
}

/** What panel and dashboard need of a manager. With HTTP breakers it is `breakers.manager`. */
export interface PanelManager {
  get(name: string): PanelBreaker | undefined
  getSystemStatus(): SystemStatus
  on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void
}

/** @throws TypeError when the value is no manager, such as the object from `createHttpBreakers` handed over in its place */
export const assertManager = (manager: unknown): void => {
  if (typeof (manager as Partial<PanelManager> | null | undefined)?.getSystemStatus !== 'function') {
    throw new TypeError('manager must be a CircuitBreakerManager (with HTTP breakers: breakers.manager)')
  }
}
