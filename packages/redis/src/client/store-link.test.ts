import { expect, it } from 'vitest'
import { virtualScheduler } from '../../test/virtual-scheduler.ts'
import { beat } from '../lua/scripts.ts'
import type { FleetPort } from '../port.ts'
import type { Call } from '../protocol/calls.ts'
import { StoreLink } from './store-link.ts'

const call: Call<unknown> = { script: beat, keys: [], args: [], read: reply => reply }

/** A link to a store that answers when a test says so. */
const linked = (mostInFlight = 64) => {
  const clock = virtualScheduler()
  const replies: { resolve: (reply: unknown) => void; reject: (error: Error) => void }[] = []
  const port: FleetPort = {
    call: () => new Promise((resolve, reject) => replies.push({ resolve, reject })),
    subscribe: async () => () => {},
    onReconnect: () => () => {},
    close: async () => {},
  }
  const link = new StoreLink(port, clock, () => 0, mostInFlight)
  const late: unknown[] = []
  const run = (isUrgent = false) => {
    const answer = link.run(call, { deadlineMs: 50, isUrgent, onLate: one => late.push(one) })
    return answer.catch((error: unknown) => (error as Error).message)
  }
  return { clock, replies, link, late, run }
}

it('hands on what the store answers, and leaves no timer', async () => {
  const { clock, replies, run } = linked()
  const answer = run()
  replies[0]?.resolve('pong')
  expect(await answer).toBe('pong')
  expect(clock.waiting).toBe(0)
})

it('waits no longer than the deadline, and hands on late answers apart', async () => {
  const { clock, replies, run, late } = linked()
  const answer = run()
  await clock.advance(50)
  expect(await answer).toBe('the store does not answer within 50 ms')
  replies[0]?.resolve('late')
  await clock.advance(0)
  expect(late).toEqual(['late'])
})

it('takes an answer that is none for a failure', async () => {
  const { replies, link, run } = linked()
  const wrong = link.run({ ...call, read: () => wrongly() }, { deadlineMs: 50 })
  const wrongly = (): never => {
    throw new RangeError('a reply must be a list')
  }
  replies[0]?.resolve('what?')
  await expect(wrong).rejects.toThrow('a reply must be a list')
  expect(link.operations.failed).toBe(1)
  void run
})

it('is lost after three misses in a row, and asks nothing but one trial at a time', async () => {
  const { clock, replies, link, run } = linked()
  for (let one = 0; one < 3; one += 1) {
    void run()
    await clock.advance(50)
  }
  expect(link.isLost).toBe(true)
  expect(await run()).toBe('the store is lost')
  await clock.advance(1_000)
  void run()
  expect(await run()).toBe('the store is lost')
  replies.at(-1)?.resolve('pong')
  await clock.advance(0)
  expect(link.isLost).toBe(false)
  expect(link.operations).toEqual({ sent: 4, missed: 3, failed: 0, refused: 2 })
})

it('sends what is urgent though the store is lost, and learns nothing of it', async () => {
  const { clock, replies, link, run } = linked()
  for (let one = 0; one < 3; one += 1) {
    void run()
    await clock.advance(50)
  }
  const urgent = run(true)
  replies.at(-1)?.resolve('done')
  expect(await urgent).toBe('done')
  expect(link.isLost).toBe(true)
})

it('has no more in flight than it may, urgent ones too, and counts those that the client still holds', async () => {
  const { clock, replies, run } = linked(2)
  void run()
  void run()
  await clock.advance(50)
  expect(await run()).toBe('too many operations are in flight')
  expect(await run(true)).toBe('too many operations are in flight')
  replies[0]?.resolve('late')
  await clock.advance(0)
  void run()
  expect(replies).toHaveLength(3)
})

it('gives up on what has not come back for a minute, so that a client that forgets locks nobody out', async () => {
  const { clock, replies, run } = linked(1)
  void run()
  await clock.advance(59_999)
  expect(await run()).toBe('too many operations are in flight')
  await clock.advance(1)
  void run()
  expect(replies).toHaveLength(2)
})

it('tells when the store is lost and when it is found', async () => {
  const { clock, replies, link, run } = linked()
  const heard: boolean[] = []
  link.onChange(isLost => heard.push(isLost))
  for (let one = 0; one < 3; one += 1) {
    void run()
    await clock.advance(50)
  }
  // A trial that fails is no change.
  await clock.advance(1_000)
  void run()
  await clock.advance(50)
  await clock.advance(2_000)
  void run()
  replies.at(-1)?.resolve('pong')
  await clock.advance(0)
  expect(heard).toEqual([true, false])
})
