/** Counts what is done to responses. */
export interface ReadingWatch {
  /** How often each was done since the last time. */
  take(): Record<string, number>
  stop(): void
}

/** Counts what is done to any `Response` from now on. */
export function watchReading(): ReadingWatch {
  const prototype = Response.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const names = ['clone', 'text', 'json', 'arrayBuffer', 'blob']
  let counts: Record<string, number> = {}
  const undo = names.map(name => {
    const own = Object.getOwnPropertyDescriptor(prototype, name)
    const method = prototype[name]
    Object.defineProperty(prototype, name, {
      ...own,
      value(this: unknown, ...args: unknown[]) {
        counts[name] = (counts[name] ?? 0) + 1
        return method?.apply(this, args)
      },
    })
    return () => Object.defineProperty(prototype, name, own ?? {})
  })
  return {
    take() {
      const taken = counts
      counts = {}
      return taken
    },
    stop: () => undo.forEach(restore => void restore()),
  }
}
