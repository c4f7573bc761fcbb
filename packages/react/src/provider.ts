import type { CircuitManager, ManagerSnapshot } from '@recloser/core'
import {
  type Context,
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react'
import { ManagerWatch } from './manager-watch.ts'
import { serverViewOf } from './server-view.ts'

export interface BreakerProviderProps {
  /** Whose breakers the hooks below show; of HTTP breakers, `breakers.manager`. */
  readonly manager: CircuitManager
  /**
   * For pages that a server renders: what it saw of the breakers, from `toSnapshot(manager)`. Server and page render from the
   * same snapshot, so that the page hydrates what it finds; then it shows its own breakers. The first one given counts. Without it
   * server and hydrating page render as if there were no breakers yet.
   */
  readonly snapshot?: ManagerSnapshot | undefined
  readonly children?: ReactNode
}

/** What the hooks go by. */
interface Provided {
  readonly manager: CircuitManager
  readonly watch: ManagerWatch
  /** What stands in for the manager on a server, and while a page hydrates. */
  readonly serverView: CircuitManager
}

const ProvidedContext: Context<Provided | undefined> = /* @__PURE__ */ createContext<Provided | undefined>(
  undefined,
)

/**
 * Gives the components below the breakers of one manager. It starts nothing: listeners and the timer come with the first
 * hook that mounts, and go with the last.
 *
 * @throws TypeError when `manager` is none
 */
export function BreakerProvider({ manager, snapshot, children }: BreakerProviderProps): ReactNode {
  assertManager(manager)
  const [serverView] = useState(() => serverViewOf(manager, snapshot))
  const provided = useMemo(
    () => ({ manager, watch: new ManagerWatch(manager), serverView }),
    [manager, serverView],
  )
  return createElement(ProvidedContext.Provider, { value: provided }, children)
}

/**
 * The manager of the provider above: to control breakers, or to ask them when an event comes. It renders nothing anew.
 *
 * @throws Error without a provider above
 */
export function useBreakerManager(): CircuitManager {
  return useProvided('useBreakerManager').manager
}

export function useProvided(hook: string): Provided {
  const provided = useContext(ProvidedContext)
  if (provided === undefined) throw new Error(`${hook} needs a <BreakerProvider manager={…}> above it`)
  return provided
}

function assertManager(manager: Partial<CircuitManager> | null | undefined): void {
  if (typeof manager?.get === 'function' && typeof manager.getSystemStatus === 'function') return
  throw new TypeError(
    '<BreakerProvider> needs a manager of circuit breakers; that of HTTP breakers is breakers.manager',
  )
}
