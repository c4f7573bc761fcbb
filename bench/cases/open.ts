import { type Cases, eachRejecting, type Loop } from '../harness/case.ts'
import { down, tripped } from '../peers.ts'

const rejecting = (library: string) => async (): Promise<Loop> => {
  const call = await tripped[library]?.()
  if (call === undefined) throw new RangeError(`no peer "${library}"`)
  await call().catch(() => undefined)
  return eachRejecting(call, error => error !== down)
}

/** A call while the circuit is open; and the two parts of asking for a permit in vain. */
export const cases: Cases = {
  recloser: rejecting('recloser'),
  cockatiel: rejecting('cockatiel'),
  opossum: rejecting('opossum'),
  mollitia: rejecting('mollitia'),
  'clock read': () => calls => {
    let sum = 0
    for (let i = 0; i < calls; i += 1) sum += performance.now()
    if (!(sum > 0)) throw new Error('the clock stands')
  },
  'recloser acquire': async () => {
    const { CircuitBreaker, REJECTED } = await import('@recloser/core')
    const breaker = new CircuitBreaker('bench', { failureThreshold: 1 })
    breaker.settle(breaker.acquire(), 'failure')
    return calls => {
      let refused = 0
      for (let i = 0; i < calls; i += 1) if (breaker.acquire() === REJECTED) refused += 1
      if (refused !== calls) throw new Error('not open')
    }
  },
}
