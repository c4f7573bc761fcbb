/** As much of an `AbortSignal` as core needs, so that no DOM or Node types leak in. */
export interface Signal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Resolves when the set's members are called, or when the signal aborts; leaves nothing behind in either. */
export const whenDrained = (drained: Set<() => void>, signal: Signal | undefined): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      drained.delete(done)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    drained.add(done)
    signal?.addEventListener('abort', done)
  })
