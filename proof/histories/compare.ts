import { isDeepStrictEqual } from 'node:util'
import {
  CircuitBreaker,
  type CircuitBreakerConfig,
  type Permit,
  REJECTED,
  resolveConfig,
  shutdown,
  wake,
} from '@recloser/core'
import type { Subject } from '../model/world.ts'
import type { Operation } from './operations.ts'
import type { Ticket } from './oracle/circuit.ts'
import type { Told } from './oracle/machine.ts'
import { Oracle } from './oracle/oracle.ts'

/** A call that both admitted. */
interface Call {
  readonly permit: Permit
  readonly ticket: Ticket
  isSettled: boolean
}

/** A breaker and its oracle on one clock. */
interface Pair {
  readonly clock: { time: number }
  readonly breaker: CircuitBreaker
  readonly oracle: Oracle
  readonly calls: Call[]
}

const shipped: Subject = config => new CircuitBreaker('history', config)

/**
 * Does the same to both.
 *
 * @returns why transitions were told, and what became of calls, so that it can be seen what histories reach
 * @throws Error at the first difference, showing both
 */
export const compare = (
  config: CircuitBreakerConfig,
  start: number,
  history: readonly Operation[],
  subject: Subject = shipped,
): Told[] => {
  const clock = { time: start, now: () => clock.time }
  const resolved = resolveConfig({ ...config, clock })
  const breaker = subject(resolved)
  const told: Told[] = []
  breaker.on('transition', event => told.push(['transition', event]))
  breaker.on('rescheduled', event => told.push(['rescheduled', event]))
  breaker.on('rejected', event => told.push(['rejected', event]))
  breaker.on('settled', event => told.push(['settled', event]))
  const pair: Pair = { clock, breaker, oracle: new Oracle(breaker.name, resolved), calls: [] }
  history.forEach((operation, index) => {
    const [heard, foretold] = [told.length, pair.oracle.told.length]
    perform(pair, operation)
    const where = `after step ${index + 1}, ${JSON.stringify(operation)}`
    agree(`what was told ${where}`, told.slice(heard), pair.oracle.told.slice(foretold))
    agree(`the reading ${where}`, breaker.getStatus().toJSON(), pair.oracle.reading())
  })
  return told
}

const perform = (pair: Pair, operation: Operation): void => {
  const { clock, breaker, oracle } = pair
  const both = (act: (one: CircuitBreaker | Oracle) => unknown): void => {
    act(breaker)
    act(oracle)
  }
  switch (operation.kind) {
    case 'acquire':
      acquire(pair)
      break
    case 'settle':
      settle(pair, operation)
      break
    case 'advance':
      clock.time += operation.ms
      break
    case 'waitAsTold':
      clock.time += Math.max(0, (breaker.retryAfterMs ?? 0) + operation.ms)
      break
    case 'forceOpenFor':
      both(one => one.forceOpen({ forMs: operation.ms, reason: 'maintenance' }))
      break
    case 'pause':
      both(one => one.pause(operation.ms, 'deploy'))
      break
    case 'wake':
      wake(breaker, operation.ms)
      oracle.wake(operation.ms)
      break
    case 'forceOpen':
    case 'forceClose':
    case 'reset':
    case 'probeNow':
      both(one => one[operation.kind]())
      break
    case 'shutdown':
      void shutdown(breaker)
      oracle.shutdown()
      break
  }
}

const acquire = ({ breaker, oracle, calls }: Pair): void => {
  const permit = breaker.acquire()
  const ticket = oracle.acquire()
  agree('admitted', permit !== REJECTED, ticket !== undefined)
  if (ticket !== undefined) calls.unshift({ permit, ticket, isSettled: false })
}

const settle = (
  { breaker, oracle, calls }: Pair,
  operation: Extract<Operation, { kind: 'settle' }>,
): void => {
  const { which, outcome, durationMs, waitMs } = operation
  const call = calls[which]
  // A permit of the closed state that settles twice is the caller's mistake, and counts twice.
  if (call === undefined || (call.isSettled && !call.ticket.isProbe)) return
  call.isSettled = true
  breaker.settle(call.permit, outcome, durationMs, waitMs)
  oracle.settle(call.ticket, outcome, durationMs, waitMs)
}

const agree = (what: string, actual: unknown, expected: unknown): void => {
  if (isDeepStrictEqual(actual, expected)) return
  const show = (value: unknown) =>
    JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? 'undefined' : inner), 1)
  throw new Error(`${what}\nthe breaker: ${show(actual)}\nthe oracle:  ${show(expected)}`)
}
