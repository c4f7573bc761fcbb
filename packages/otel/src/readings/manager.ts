import type {
  CircuitBreakerManagerEvents,
  CircuitBreakerStatus,
  Listener,
  SystemStatus,
} from '@recloser/core'

/** What metrics need of a manager. Every `CircuitBreakerManager` has it, and so has `breakers.manager` of HTTP breakers. */
export interface ObservedManager {
  get(name: string): { getStatus(): CircuitBreakerStatus } | undefined
  getSystemStatus(): SystemStatus
  on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void
}

/** @throws TypeError when the value is no manager, such as the object from `createHttpBreakers` handed over in its place */
export const assertManager = (manager: unknown): void => {
  if (typeof (manager as Partial<ObservedManager> | null | undefined)?.getSystemStatus !== 'function') {
    throw new TypeError('manager must be a CircuitBreakerManager (with HTTP breakers: breakers.manager)')
  }
}
