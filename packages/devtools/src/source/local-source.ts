import type { CircuitBreakerStatus, CircuitTransition } from '@recloser/core'
import { assertManager, type PanelManager } from './manager.ts'
import type { BreakerView, PanelAction, PanelSource, TransitionView } from './panel-source.ts'

/**
 * The breakers of a manager in this program.
 *
 * @param now the clock that moments are told on, in milliseconds. @default performance.now
 * @throws TypeError when `manager` is none
 */
export const localSource = (
  manager: PanelManager,
  now: () => number = () => performance.now(),
): PanelSource => {
  assertManager(manager)
  return {
    read() {
      const moment = now()
      const { breakers } = manager.getSystemStatus()
      return { now: moment, breakers: breakers.map(status => viewOf(manager, status, moment)) }
    },
    open: ({ transition }) =>
      manager.on('transition', event => transition(transitionView(manager, event, now()))),
    act: async (name, action) => act(manager, name, action),
  }
}

/**
 * @returns the breaker's reading, with its moments moved to the clock that reads `now`
 */
export const viewOf = (manager: PanelManager, status: CircuitBreakerStatus, now: number): BreakerView => {
  const { retryAfterMs, openedAt: _, lastTransition, ...reading } = status.toJSON()
  return {
    ...reading,
    retryAt: status.state === 'closed' || retryAfterMs === undefined ? undefined : now + retryAfterMs,
    lastTransition: lastTransition && transitionView(manager, lastTransition, now),
  }
}

/** Breakers may have clocks of their own, so a moment is told by how long ago it was. */
export const transitionView = (
  manager: PanelManager,
  event: CircuitTransition,
  now: number,
): TransitionView => {
  const ownNow = manager.get(event.name)?.config.clock.now() ?? event.at
  return { ...event, at: now - (ownNow - event.at) }
}

/** @throws Error when there is no breaker of this name any more */
export const act = (manager: PanelManager, name: string, action: PanelAction): void => {
  const breaker = manager.get(name)
  if (breaker === undefined)
    throw new Error(`there is no circuit breaker named ${JSON.stringify(name)} any more`)
  breaker[action]()
}
