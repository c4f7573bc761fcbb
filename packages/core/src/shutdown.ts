import type { Circuit } from './circuit.ts'
import { shut } from './state.ts'
import type { Signal } from './types.ts'

/**
 * Makes a circuit reject from now on, for good: nothing done by hand opens it again.
 *
 * @returns resolves when nothing is in flight, or when the signal aborts
 */
export const shutdown = (circuit: Circuit, signal?: Signal): Promise<void> => {
  circuit._control('shutdown', shut)
  const isDrained = () => circuit._memory._inFlight === 0
  if (isDrained() || signal?.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const done = () => {
      off()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const off = circuit.on('settled', () => isDrained() && done())
    signal?.addEventListener('abort', done)
  })
}
