import { CircuitManager, type ManagerSnapshot, restore } from '@recloser/core'

/**
 * The breakers as a snapshot has them, standing still: what a server renders, and a page again while it hydrates. On live
 * breakers the two would differ by the time in between: a wait by a second, or open by half-open.
 */
export const serverViewOf = (
  manager: CircuitManager,
  snapshot: ManagerSnapshot | undefined,
): CircuitManager => {
  const clock = { now: () => 0 }
  const view = new CircuitManager({
    maxBreakers: Infinity,
    configOf: name => ({ ...(manager.get(name)?.config ?? manager.config), clock }),
  })
  restore(view, snapshot, 0)
  return view
}
