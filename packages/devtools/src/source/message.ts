import type { BreakerView, TransitionView } from './panel-source.ts'

/** One event on the wire. Moments are the server's wall clock, in milliseconds. */
export interface Message {
  readonly now: number
  /** Whether it holds everything, so that what is not in it is no more. */
  readonly isFull: boolean
  /** Whether the reader may act. Only in a full message. */
  readonly canControl?: boolean
  /** The breakers that changed since the last message to this reader. */
  readonly breakers: readonly BreakerView[]
  readonly gone: readonly string[]
  readonly transitions: readonly TransitionView[]
}
