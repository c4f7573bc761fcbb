import type { Circuit, CircuitManager } from '@recloser/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useProvided } from './provider.ts'
import { Beat, checkRefresh } from './refresh.ts'

/** What one component shows of a manager's breakers. */
export interface View<Value> {
  /** The same value, by reference, while there is nothing new to show. */
  readonly read: () => Value
  /** Milliseconds until it changes by time alone; `Infinity` when it does not. */
  readonly dueInMs: () => number
  /** From here on the numbers are those of now. */
  readonly renew?: () => void
}

/** Makes the view of a manager, at most of the breaker named. One function for each hook, so that it is no reason to render. */
type MakeView<Value, Name> = (manager: CircuitManager, name: Name) => View<Value>

/** The one place where React meets the breakers: what the view reads, and again whenever that may have changed. */
export function useView<Value, Name extends string | undefined>(
  hook: string,
  makeView: MakeView<Value, Name>,
  name: Name,
  refreshMs?: number,
): Value {
  checkRefresh(refreshMs)
  const { manager, watch, serverView } = useProvided(hook)
  const view = useMemo(() => makeView(manager, name), [makeView, manager, name])
  const onServer = useMemo(() => makeView(serverView, name), [makeView, serverView, name])
  const subscribe = useCallback(
    (onChange: () => void) => {
      const beat = new Beat(refreshMs)
      return watch.add({
        dueInMs: () => Math.min(view.dueInMs(), beat.dueInMs),
        look: () => {
          if (beat.take()) view.renew?.()
          onChange()
        },
      })
    },
    [watch, view, refreshMs],
  )
  return useSyncExternalStore(subscribe, view.read, onServer.read)
}

/** An open period ends without an event. */
export const untilDueMs = (breaker: Circuit | undefined): number =>
  (breaker?.isOpen ? breaker.retryAfterMs : undefined) ?? Infinity
