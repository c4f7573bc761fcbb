import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fleetKeys } from '../../packages/redis/src/keys.ts'
import { beat, force, lease, probe, report, rights } from '../../packages/redis/src/lua/scripts.ts'
import { type Place, realPlace } from '../../packages/redis/test/place.ts'
import { hasRedis } from '../../packages/redis/test/real-server.ts'
import { explore } from './explore.ts'
import { saboteurs } from './saboteurs.ts'
import type { Ran } from './store-call.ts'
import { shipped } from './subject.ts'
import { sizes } from './world.ts'

const scripts = { beat, force, lease, probe, report, rights }

/** Enough for every run of the tests; `npm run fleet:model` goes on to the end. */
const mostStates = 1_500

describe('a fleet', () => {
  it.each(sizes)('breaks no rule: $name', size => {
    expect(explore(size, shipped, { mostStates }).broken).toBeUndefined()
  })

  it.each(saboteurs)('that $does is found out', ({ rule, size, subject }) => {
    expect(explore(size, subject, { mostStates: 15_000 }).broken?.rule).toBe(rule)
  })

  it('is shown by a shortest history where it breaks a rule', () => {
    const late = saboteurs.find(({ rule }) => rule === 'no orphan')
    const { broken } = explore(late?.size ?? sizes[0] ?? raise(), late?.subject ?? shipped)
    expect(broken?.history.split('\n').map(line => line.trim())).toEqual([
      '1  all fail, and the fleet opens',
      '2  a second passes',
      '3  i0 calls',
      '4  FAULT: i0 waits in vain for its lease',
      '5  the store runs the lease of i0',
    ])
  })
})

describe.runIf(hasRedis())('the real Lua', () => {
  let place: Place
  beforeAll(async () => {
    place = await realPlace('redis')
  })
  afterAll(() => place.close())

  // Those in which one store lives from the beginning to the end.
  const lasting = sizes.filter(
    ({ faultKinds, begins }) =>
      ![...faultKinds, ...begins].some(kind => kind === 'data' || kind === 'replica'),
  )

  it.each(lasting)('answers as the model does: $name', async size => {
    const { traces } = explore(size, shipped, { mostStates, traceEvery: 60 })
    expect(traces.length).toBeGreaterThan(5)
    for (const trace of traces) {
      await place.empty()
      for (const ran of trace) expect(await asked(ran)).toEqual(ran.reply)
    }
  })

  const asked = ({ name, now, args }: Ran): Promise<unknown> => {
    const keys = fleetKeys('model')
    place.now = now
    return place.port.call(scripts[name], keys.of(name === 'beat' ? undefined : 'a'), [keys.channel, ...args])
  }
})

const raise = (): never => {
  throw new Error('there is no world')
}
