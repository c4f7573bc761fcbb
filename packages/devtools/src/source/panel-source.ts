import type { CircuitBreakerReading, CircuitTransition } from '@recloser/core'

/** A breaker as the panel shows it: its reading, with moments on the source's own clock. */
export interface BreakerView
  extends Omit<CircuitBreakerReading, 'retryAfterMs' | 'openedAt' | 'lastTransition'> {
  /** When a call may be tried, on the source's clock; `undefined` when nobody knows, or while closed. */
  readonly retryAt: number | undefined
  readonly lastTransition: TransitionView | undefined
}

/** A transition, with its moment on the source's clock. */
export interface TransitionView extends Omit<CircuitTransition, 'retryAfterMs'> {
  readonly retryAfterMs?: number | undefined
}

/** All breakers at one moment of the source's clock, in milliseconds. */
export interface PanelReading {
  readonly now: number
  readonly breakers: readonly BreakerView[]
}

/** What an operator can do to a breaker. */
export type PanelAction = 'forceOpen' | 'forceClose' | 'probeNow' | 'reset'

export const ACTIONS: readonly PanelAction[] = /* @__PURE__ */ Object.freeze([
  'forceOpen',
  'forceClose',
  'probeNow',
  'reset',
] as const)

/** Where a panel gets its breakers from: a manager in the same page, or a server. */
export interface PanelSource {
  /** What is known now; `undefined` before anything is known. */
  read(): PanelReading | undefined
  /** Begins to listen. @returns its undo */
  open(listener: PanelListener): () => void
  /** Does it; absent where the panel may only look. Rejects with the reason when it could not be done. */
  readonly act?: ((name: string, action: PanelAction) => Promise<void>) | undefined
}

export interface PanelListener {
  readonly transition: (transition: TransitionView) => void
  /** Something other than a transition is new: the first reading, a connection lost or found. */
  readonly news: (isConnected: boolean) => void
}
