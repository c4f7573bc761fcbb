/** A client's listeners, as Node's EventEmitter has them. */
export interface Emits {
  on(event: string, listener: Listener): unknown
  once(event: string, listener: Listener): unknown
  off(event: string, listener: Listener): unknown
}

// biome-ignore lint/suspicious/noExplicitAny: the clients' own signatures fit no narrower one
type Listener = (...args: any[]) => void

/** Whether the server answered that it does not know the SHA: then nothing has run. */
export const isUnknownScript = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('NOSCRIPT')

/** Who listens for a connection that is ready again. */
export const reconnections = (): { ready: () => void; on: (listener: () => void) => () => void } => {
  const listeners = new Set<() => void>()
  return {
    ready: () => {
      for (const listener of [...listeners]) listener()
    },
    on: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
