/* What a hostile reader found, each as the story of one input: see regressions.test.ts for those that the wild found. */
import { CircuitBreakerManager, callWithSignal, REJECTED, restore, wake } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from './harness.ts'

describe('a call within a call', () => {
  const probing = (slots = 1) => {
    const tools = harness({ halfOpenMaxCalls: slots, successThreshold: slots })
    tools.trip()
    tools.advance(60_000)
    return tools
  }

  it('decides when the function around it has answered by something else', async () => {
    const { breaker } = probing()
    const { promise, reject } = Promise.withResolvers<string>()
    const load = breaker.wrap(() => promise)
    expect(await breaker.call(() => Promise.race([load(), Promise.resolve('stale')]))).toBe('stale')
    expect(breaker.state).toBe('half-open')
    reject(new Error('down'))
    await promise.catch(() => undefined)
    await new Promise(resolve => setImmediate(resolve))
    expect(breaker.getStatus()).toMatchObject({ state: 'open', reason: 'probe-failed', inFlight: 0 })
  })

  it('uses its permit by callWithSignal too, and within itself', async () => {
    const { breaker } = probing()
    const { signal } = new AbortController()
    const answer = await callWithSignal(breaker, signal, () =>
      callWithSignal(breaker, signal, () => breaker.call(() => 'answer')),
    )
    expect([answer, breaker.state]).toEqual(['answer', 'closed'])
  })

  it('lets a circuit close whose function calls three times, one after the other', async () => {
    const { breaker } = probing()
    const load = breaker.wrap(async () => 'answer')
    const page = async () => {
      for (let call = 0; call < 3; call += 1) {
        await Promise.resolve()
        await load()
      }
    }
    for (let round = 0; round < 5 && !breaker.isClosed; round += 1)
      await breaker.call(page).catch(() => undefined)
    expect(breaker.state).toBe('closed')
  })

  it('lets a circuit close whose function wraps the refusal of itself', async () => {
    const { breaker } = probing()
    const load = breaker.wrap(async () => 'answer')
    const page = async () => {
      await Promise.resolve()
      return load().catch((cause: unknown) => {
        throw new Error('page', { cause })
      })
    }
    for (let round = 0; round < 5 && !breaker.isClosed; round += 1)
      await breaker.call(page).catch(() => undefined)
    expect(breaker.state).toBe('closed')
  })

  it('is refused in words where it is no function', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const { signal } = new AbortController()
    await expect(callWithSignal(breaker, signal, undefined as never)).rejects.toThrow(TypeError)
    expect(breaker.getStatus().metrics.totalRequests).toBe(0)
  })
})

describe('of two that differ, the stricter', () => {
  const entry = { name: 'payments', reason: 'failure-rate', waitMs: 30_000, trips: 4, backoffMs: 9_000 }
  const over = (change: object) => {
    const clock = { time: 0, now: () => clock.time }
    const manager = new CircuitBreakerManager({ defaults: { clock, jitter: 0, failureThreshold: 1 } })
    const breaker = manager.create('payments')
    breaker.pause(60_000)
    restore(manager, { version: 1, at: 0, breakers: [{ ...entry, ...change }] }, 0)
    return breaker
  }

  it('holds by force, though the entry ends sooner', () => {
    const breaker = over({ forced: true })
    expect(breaker.getStatus()).toMatchObject({ forced: true, retryAfterMs: 60_000 })
    breaker.probeNow()
    expect(breaker.state).toBe('open')
  })

  it('keeps the trips and the backoff of the entry, though its wait is shorter', () => {
    const breaker = over({})
    expect(breaker.getStatus()).toMatchObject({ currentBackoffMs: 9_000, retryAfterMs: 60_000 })
  })
})

describe('waits that are another’s, or were slept through', () => {
  it('of a success lengthen nothing', () => {
    const { breaker, trip, advance } = harness()
    trip()
    advance(60_000)
    const [one, other] = [breaker.acquire(), breaker.acquire()]
    breaker.settle(one, 'success', 1, 300_000)
    breaker.settle(other, 'failure', 1)
    expect(breaker.retryAfterMs).toBe(120_000)
  })

  it('are over sooner by the sleep, for the run too', () => {
    const { breaker, fail } = harness({ maxWaitMs: 7_200_000 })
    fail(5, 3_600_000)
    wake(breaker, 3_600_000)
    expect(breaker.state).toBe('half-open')
    fail(1)
    expect(breaker.retryAfterMs).toBe(120_000)
  })
})

it('a manager that is full and shut down admits nobody', async () => {
  const manager = new CircuitBreakerManager({ maxBreakers: 1 })
  manager.create('a')
  await manager.shutdownAll()
  expect(manager.getOrCreate('b').acquire()).toBe(REJECTED)
})
