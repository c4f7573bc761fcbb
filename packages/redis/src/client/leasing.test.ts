import { CircuitBreaker } from '@recloser/core'
import { expect, it } from 'vitest'
import { settle, virtualScheduler } from '../../test/virtual-scheduler.ts'
import { fleetKeys } from '../keys.ts'
import type { FleetPort } from '../port.ts'
import type { SharedBreaker } from '../seam.ts'
import { Leasing } from './leasing.ts'
import { StoreLink } from './store-link.ts'
import { NO_VERDICT } from './verdict.ts'

const granted = (number: number, waitMs = 0) => [
  ['o', '11', '0', '0', '500', '2', '1', ''],
  String(number),
  String(waitMs),
]

/** Leases of a store that answers when a test says so. */
const leasing = () => {
  const scheduler = virtualScheduler()
  const calls: { says: string; reply: (value: unknown) => void }[] = []
  const port: FleetPort = {
    call: (script, _, args) =>
      new Promise(reply => calls.push({ says: [script.name, ...args.slice(3, 6)].join(' '), reply })),
    subscribe: async () => () => {},
    onReconnect: () => () => {},
    close: async () => {},
  }
  const link = new StoreLink(port, scheduler, Math.random, 64)
  const manager = { get: () => undefined, on: () => () => {}, [Symbol.iterator]: () => [].values() }
  const common = { keys: fleetKeys('test'), instance: 'i1', manager, link, scheduler, random: Math.random }
  const leases = new Leasing({ ...common, leaseMs: 50, operationMs: 1_000, live: 2 }, 'a', () => {})
  const breaker = new CircuitBreaker('a') as unknown as SharedBreaker
  return {
    scheduler,
    calls,
    ask: () => leases.ask(breaker, { ...NO_VERDICT, state: 'open', generation: 11 }),
    said: () => calls.map(({ says }) => says),
  }
}

it('tells the store what came of the probe, once', async () => {
  const { calls, ask, said } = leasing()
  const asking = ask()
  calls[0]?.reply(granted(77))
  const tell = await asking
  tell?.('success')
  tell?.('failure')
  expect(said()).toEqual(['lease 11 0 3', 'probe 77 11 success'])
})

it('asks once at a time, and not again before the store says', async () => {
  const { calls, ask, scheduler } = leasing()
  const asking = ask()
  expect(await ask()).toBeUndefined()
  calls[0]?.reply(granted(0, 500))
  expect(await asking).toBeUndefined()
  await scheduler.advance(499)
  expect(await ask()).toBeUndefined()
  expect(calls).toHaveLength(1)
  await scheduler.advance(1)
  void ask()
  expect(calls).toHaveLength(2)
})

it('gives a lease back at once that comes too late', async () => {
  const { calls, ask, scheduler, said } = leasing()
  const asking = ask()
  await scheduler.advance(50)
  expect(await asking).toBeUndefined()
  calls[0]?.reply(granted(77))
  await settle()
  expect(said()).toEqual(['lease 11 0 3', 'probe 77 11 ignored'])
})

it('keeps a lease that comes too late where it is in use already', async () => {
  const { calls, ask, scheduler, said } = leasing()
  void ask()
  await scheduler.advance(50)
  const again = ask()
  calls[1]?.reply(granted(77))
  expect(await again).toBeDefined()
  calls[0]?.reply(granted(77))
  await settle()
  expect(said()).toEqual(['lease 11 0 3', 'lease 11 0 3'])
})

it('gives a late lease back when the next ask, which was on its way, gets none', async () => {
  const { calls, ask, scheduler, said } = leasing()
  void ask()
  await scheduler.advance(50)
  const again = ask()
  calls[0]?.reply(granted(77))
  await settle()
  expect(calls).toHaveLength(2)
  calls[1]?.reply(granted(0))
  await again
  expect(said().at(-1)).toBe('probe 77 11 ignored')
})
