import type { CircuitBreakerManager } from '@recloser/core'
import { type Context, createContext, createElement, type ReactNode, useContext, useMemo } from 'react'
import { ManagerWatch } from './manager-watch.ts'

export interface BreakerProviderProps {
  /** Whose breakers the hooks below show; of HTTP breakers, `breakers.manager`. */
  readonly manager: CircuitBreakerManager
  readonly children?: ReactNode
}

/** What the hooks go by. */
interface Provided {
  readonly manager: CircuitBreakerManager
  readonly watch: ManagerWatch
}

const ProvidedContext: Context<Provided | undefined> = createContext<Provided | undefined>(undefined)

/**
 * Gives the components below the breakers of one manager. It starts nothing: listeners and the timer come with the first
 * hook that mounts, and go with the last.
 *
 * @throws TypeError when `manager` is none
 */
export function BreakerProvider({ manager, children }: BreakerProviderProps): ReactNode {
  const provided = useMemo(() => {
    assertManager(manager)
    return { manager, watch: new ManagerWatch(manager) }
  }, [manager])
  return createElement(ProvidedContext.Provider, { value: provided }, children)
}

/**
 * The manager of the provider above: to control breakers, or to ask them when an event comes. It renders nothing anew.
 *
 * @throws Error without a provider above
 */
export function useBreakerManager(): CircuitBreakerManager {
  return useProvided('useBreakerManager').manager
}

export function useProvided(hook: string): Provided {
  const provided = useContext(ProvidedContext)
  if (provided === undefined) throw new Error(`${hook} needs a <BreakerProvider manager={…}> above it`)
  return provided
}

function assertManager(manager: Partial<CircuitBreakerManager> | null | undefined): void {
  if (typeof manager?.get === 'function' && typeof manager.getSystemStatus === 'function') return
  throw new TypeError(
    '<BreakerProvider> needs a CircuitBreakerManager; that of HTTP breakers is breakers.manager',
  )
}
