import { CircuitBreaker, type CircuitTransition, isCircuitBreakerError } from '@recloser/core'
import fc from 'fast-check'
import { reportedWhile } from '../../fuzz/reports.ts'
import { must, type Target, target } from '../../fuzz/target.ts'

import { isMischief, listen, type Reaction } from './interference.ts'

const SLOTS = 2

interface Plan {
  readonly scheduler: fc.Scheduler
  /** How each call ends. */
  readonly ends: readonly ('value' | 'error' | 'abort')[]
  /** What time and an operator do meanwhile. */
  readonly meanwhile: readonly ('tick' | 'open' | 'close')[]
  readonly reaction: Reaction
}

const plans: fc.Arbitrary<Plan> = fc.record({
  scheduler: fc.scheduler(),
  ends: fc.array(fc.constantFrom('value', 'error', 'error', 'abort'), {
    minLength: 1,
    maxLength: 12,
    size: 'max',
  }),
  meanwhile: fc.array(fc.constantFrom('tick', 'tick', 'tick', 'open', 'close'), {
    maxLength: 6,
    size: 'max',
  }),
  reaction: fc.constantFrom<Reaction[]>('nothing', 'ask', 'call', 'throw', 'close', 'pause'),
})

export const interleavings: Target = target(
  'interleavings',
  'calls that run at once and end in any order, while listeners interfere, each get their own answer and settle once',
  plans,
  async plan => {
    let transitions = 0
    const reported = await reportedWhile(async () => {
      transitions = await interleave(plan)
    })
    const thrown = plan.reaction === 'throw' ? transitions : 0
    must(
      reported.length === thrown && reported.every(isMischief),
      'what a listener throws is reported once',
      reported,
    )
  },
)

/** @returns how many transitions there were */
const interleave = async ({ scheduler, ends, meanwhile, reaction }: Plan): Promise<number> => {
  const clock = { time: 0, now: () => clock.time }
  const breaker = new CircuitBreaker('interleaved', {
    clock,
    failureThreshold: 2,
    openDurationMs: 10,
    halfOpenMaxCalls: SLOTS,
    successThreshold: 2,
    probeTimeoutMs: 1e9,
    jitter: 0,
  })
  const heard = listen(breaker, reaction)
  const running = new Set<number>()
  const begun: number[] = []

  const answers = ends.map(async (end, index) => {
    await scheduler.schedule(Promise.resolve(), `call ${index} begins`)
    return breaker
      .call(async () => {
        begun.push(index)
        if (breaker.isHalfOpen) {
          running.add(index)
          must(running.size <= SLOTS, 'no more probes run than there are slots', [...running])
        }
        await scheduler.schedule(Promise.resolve(), `call ${index} ends`)
        return endOf(end, index)
      })
      .finally(() => running.delete(index))
  })
  // A probe of an earlier half-open holds no slot of this one.
  breaker.on('transition', () => running.clear())
  const others = meanwhile.map(async what => {
    await scheduler.schedule(Promise.resolve(), what)
    if (what === 'tick') clock.time += 10
    else if (what === 'open') breaker.forceOpen({ forMs: 10 })
    else breaker.forceClose()
  })
  await scheduler.waitIdle()
  const settled = await Promise.allSettled(answers)
  await Promise.all(others)

  settled.forEach((answer, index) => {
    must(isOwn(answer, ends[index], index, begun.includes(index)), 'each gets its own answer', answer)
  })
  const { inFlight, metrics } = breaker.getStatus()
  const all = begun.length + heard.extra
  must(inFlight === 0, 'nothing is left in flight', inFlight)
  must(metrics.totalRequests === all && heard.settled === all, 'each settles once', { metrics, all })
  must(heard.nested === 0, 'no listener is told of more before the one before has returned', heard)
  must(metrics.rejected === heard.rejected, 'each rejection is told', metrics)
  must(isChain(heard.first), 'transitions form a chain', heard.first)
  must(isSame(heard.first, heard.second), 'all hear the same, in order', heard)
  return heard.first.length
}

const endOf = (end: Plan['ends'][number] | undefined, index: number): number => {
  if (end === 'value') return index
  throw Object.assign(new Error(`call ${index}`), { name: end === 'abort' ? 'AbortError' : 'Error' })
}

const isOwn = (
  answer: PromiseSettledResult<number>,
  end: string | undefined,
  index: number,
  hasBegun: boolean,
): boolean => {
  if (answer.status === 'fulfilled') return hasBegun && end === 'value' && answer.value === index
  if (isCircuitBreakerError(answer.reason)) return !hasBegun
  return hasBegun && end !== 'value' && (answer.reason as Error).message === `call ${index}`
}

const isChain = (transitions: readonly CircuitTransition[]): boolean =>
  transitions.every(({ from, to }, index) => from === (transitions[index - 1]?.to ?? 'closed') && to !== from)

const isSame = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index])
