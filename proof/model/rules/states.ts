import { CircuitBreaker, type CircuitBreakerStatus, REJECTED } from '@recloser/core'
import { isBusy } from '../reckoning.ts'
import type { World } from '../world.ts'
import { changes } from './changes.ts'
import type { StateRule } from './rule.ts'

/** Every rule that is judged in each state that is reached. */
export const stateRules: readonly StateRule[] = [
  {
    name: 'pure queries',
    says: 'asked or not asked, asked once or twice, a breaker reads the same',
    holds: ({ again, status }) => {
      const { breaker } = again()
      const first = breaker.getStatus()
      const { state, retryAfterMs, isOpen, isClosed, isHalfOpen } = breaker
      const second = breaker.getStatus()
      return (
        isSame(first, second) &&
        first.retryAfterMs === retryAfterMs &&
        first.state === state &&
        status.state === state &&
        status.retryAfterMs === retryAfterMs &&
        JSON.stringify(status) === JSON.stringify(second) &&
        isOpen === (state === 'open') &&
        isClosed === (state === 'closed') &&
        isHalfOpen === (state === 'half-open')
      )
    },
  },
  {
    name: 'strangers',
    says: 'a probe that settled before, a stranger’s, and what is no permit change nothing',
    holds: ({ again }) => {
      const { breaker, known } = again()
      const before = breaker.getStatus()
      for (const permit of [REJECTED, -2, 1, Number.NaN, strangersProbe(), ...known.spent.slice(-2)]) {
        breaker.settle(permit, 'failure')
        breaker.settle(permit, 'success')
      }
      return isSame(before, breaker.getStatus())
    },
  },
  {
    name: 'honest wait',
    says: 'a call is admitted after just the wait that was told, and not a millisecond before; at once where it is 0',
    holds: ({ again, status: { retryAfterMs }, config }) => {
      if (config.mode !== 'enforce') return true
      const isAdmittedAfter = (ms: number) => {
        const world = again()
        world.clock.time += ms
        return world.breaker.acquire() !== REJECTED
      }
      if (retryAfterMs === undefined || retryAfterMs === 0) return isAdmittedAfter(0) === (retryAfterMs === 0)
      // Who waits until the period is over may find that too many calls are in flight by then.
      const { known } = again()
      const mayCome = !isBusy({ ...known, now: known.now + retryAfterMs }, config)
      return isAdmittedAfter(retryAfterMs) === mayCome && !isAdmittedAfter(retryAfterMs - 1)
    },
  },
  {
    name: 'never stuck',
    says: 'a dependency that is well again closes the circuit, though every call in flight hangs, and nothing leaks',
    holds: ({ again, config }) => {
      const world = again()
      // The first two rounds may only end a period, and let the leases of all that hang pass.
      for (let round = -2; round < config.successThreshold; round += 1) callWhenWell(world)
      return world.breaker.isClosed && isDrained(world)
    },
  },
]

const isSame = (before: CircuitBreakerStatus, after: CircuitBreakerStatus): boolean =>
  changes({ before, after }).size === 0

/** One call that succeeds as soon as it may be made. */
const callWhenWell = ({ breaker, clock, config }: World): void => {
  if (breaker.isClosed) return
  if (breaker.getStatus().forced && breaker.retryAfterMs === undefined) breaker.forceClose()
  // Where no slot is free, the first lease ends by then.
  clock.time += breaker.retryAfterMs ?? config.probeTimeoutMs
  breaker.settle(breaker.acquire(), 'success', 0)
}

/** Whether nothing is in flight and nothing has moved once all that hung has settled. */
const isDrained = ({ breaker, known }: World): boolean => {
  for (const { permit } of known.calls) breaker.settle(permit, 'success', 0)
  return breaker.getStatus().inFlight === 0 && breaker.isClosed
}

const strangersProbe = (): number => {
  const breaker = new CircuitBreaker('stranger', {
    failureThreshold: 1,
    openDurationMs: 1e-9,
    clock: { now: () => (time += 1) },
  })
  breaker.settle(breaker.acquire(), 'failure')
  return breaker.acquire()
}
let time = 0
