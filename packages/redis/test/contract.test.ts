import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memoryPlace, type Place, realPlace } from './place.ts'
import { type Protocol, protocolOf } from './protocol.ts'
import { hasRedis } from './real-server.ts'

const places: [name: string, open: () => Promise<Place>][] = [['in memory', memoryPlace]]
if (hasRedis()) {
  places.push(['on Redis, by redis', () => realPlace('redis')])
  places.push(['on Redis, by ioredis', () => realPlace('ioredis')])
}

describe.each(places)('the protocol %s', (_, openPlace) => {
  let place: Place
  let store: Protocol
  beforeAll(async () => {
    place = await openPlace()
    store = protocolOf(place)
    await store.listen()
  })
  beforeEach(async () => {
    // A day later, so that nothing of the test before holds, and without data.
    place.now += 86_400_000
    await place.empty()
    store.messages.length = 0
  })
  afterAll(() => place.close())

  describe('beat', () => {
    it('counts the instances that were heard of within a minute', async () => {
      await store.beat('i1')
      place.now += 30_000
      expect((await store.beat('i2')).live).toBe(2)
      place.now += 30_000
      expect((await store.beat('i2')).live).toBe(1)
    })

    it('no longer counts an instance that says goodbye', async () => {
      await store.live(2)
      expect((await store.beat('i1', { stays: false })).live).toBe(1)
    })

    it('counts nobody twice, and nobody for ever, when the clock goes back', async () => {
      await store.live(3)
      place.now -= 3_600_000
      expect((await store.beat('i1')).live).toBe(1)
    })

    it('says what changed since, and nothing when nothing did', async () => {
      const generation = await store.trip()
      const first = await store.beat('i3')
      expect(first.generation).toBe(generation)
      expect(first.changes).toMatchObject([{ id: 'a', news: { state: 'open', generation, ms: 10_000 } }])
      expect((await store.beat('i3', { since: generation })).changes).toEqual([])
    })

    it('says in pages of 256 what changed', async () => {
      for (let one = 0; one < 300; one += 1) await store.force('open', 1_000, { id: `b${one}` })
      const first = await store.beat('i1')
      expect(first.changes).toHaveLength(256)
      expect(first.pageEnd).toBe(first.changes.at(-1)?.news.generation)
      const second = await store.beat('i1', { since: first.pageEnd })
      expect(second.changes).toHaveLength(44)
      expect(second.pageEnd).toBe(0)
    })

    it('forgets what nobody changed for an hour, but not what still holds', async () => {
      await store.force('open', 7_200_000, { id: 'long' })
      await store.force('open', 1_000, { id: 'short' })
      place.now += 3_700_000
      await store.beat('i1')
      const { changes } = await store.beat('i1')
      expect(changes.map(({ id }) => id)).toEqual(['long'])
    })

    it('tells of attention that was missed', async () => {
      await store.live(2)
      await store.report('i1', { asks: true })
      place.now += 1_000
      const { changes } = await store.beat('i3')
      expect(changes).toMatchObject([
        { id: 'a', news: { state: 'closed', generation: 0, attentionMs: 29_000 } },
      ])
    })

    it('numbers above what anybody was told, after data were lost and the clock set back', async () => {
      const told = (place.now + 1_000_000) * 1_000
      await store.beat('i1', { told })
      expect((await store.force('open', 1_000)).news.generation).toBe(told + 1)
    })

    it.each([-1, 1.5, 9e15 + 2, Number.NaN])('refuses %d for what an instance was told', async told => {
      await expect(store.beat('i1', { told })).rejects.toThrow('told must be a whole number from 0 to 9e15')
    })
  })

  describe('report', () => {
    it('begins attention when an instance asks, and tells all', async () => {
      await store.live(4)
      expect((await store.report('i1', { asks: true })).news).toMatchObject({
        state: 'closed',
        attentionMs: 30_000,
      })
      expect(await store.heard()).toMatchObject([{ id: 'a', news: { attentionMs: 30_000, everyMs: 500 } }])
    })

    it('begins none for an instance that is alone', async () => {
      await store.live(1)
      expect((await store.report('i1', { asks: true })).news.attentionMs).toBe(0)
    })

    it('gives attention to 16 breakers at most', async () => {
      await store.live(2)
      for (let one = 1; one <= 17; one += 1) await store.report('i1', { asks: true }, `b${one}`)
      expect((await store.report('i1', {}, 'b16')).news.attentionMs).toBe(30_000)
      expect((await store.report('i1', {}, 'b17')).news.attentionMs).toBe(0)
    })

    it('opens by two voices, and tells all', async () => {
      const generation = await store.trip()
      expect(generation % 2).toBe(1)
      expect((await store.heard()).at(-1)).toMatchObject({
        id: 'a',
        news: { state: 'open', generation, ms: 10_000, trips: 1 },
      })
    })

    it('never opens by one voice, however loud', async () => {
      await store.live(2)
      await store.report('i1', { asks: true })
      place.now += 500
      const { news } = await store.report('i1', { failures: 10_000, calls: 10_000 })
      expect(news.state).toBe('closed')
    })

    it('does not open sooner than half a second after attention began', async () => {
      await store.live(2)
      await store.report('i1', { asks: true })
      place.now += 499
      await store.report('i1', { failures: 10, calls: 10 })
      expect((await store.report('i2', { failures: 10, calls: 10 })).news.state).toBe('closed')
      place.now += 1
      expect((await store.report('i2', { failures: 10, calls: 10 })).news.state).toBe('open')
    })

    it('replaces the voice of an instance, rather than adding to it', async () => {
      await store.live(2)
      await store.report('i1', { asks: true })
      place.now += 500
      for (let one = 0; one < 5; one += 1) await store.report('i1', { failures: 2, calls: 2 })
      expect((await store.report('i2', { failures: 2, calls: 2 })).news.state).toBe('closed')
    })

    it('weighs healthy instances against one that fails', async () => {
      await store.live(4)
      await store.report('i1', { asks: true })
      place.now += 500
      await store.report('i2', { calls: 10 })
      await store.report('i3', { failures: 10, calls: 10 })
      await store.report('i1', { failures: 10, calls: 10 })
      expect((await store.report('i4', { calls: 10 })).news.state).toBe('closed')
    })

    it('ends attention early when enough say that all is well', async () => {
      await store.live(2)
      await store.report('i1', { asks: true })
      place.now += 2_000
      await store.report('i1', { calls: 10 })
      expect((await store.report('i2', { calls: 10 })).news.attentionMs).toBe(0)
    })

    it('hears nobody who has not heard of the last change', async () => {
      const open = await store.trip()
      await store.force('released', 0, { told: open })
      place.now += 500
      await store.report('i1', { failures: 10, calls: 10 })
      const { news } = await store.report('i2', { failures: 10, calls: 10 })
      expect(news).toMatchObject({ state: 'closed' })
      expect(news.generation).toBeGreaterThan(open)
    })

    it('lengthens the period at a trip soon after closing, up to the longest, and not later', async () => {
      const lengths: number[] = []
      for (const pause of [0, 1_000, 1_000, 60_001]) {
        place.now += pause
        const told = (await store.beat('i1')).generation
        await store.beat('i2')
        await store.report('i1', { asks: true, told })
        place.now += 500
        await store.report('i1', { failures: 10, calls: 10, told })
        const { news } = await store.report('i2', { failures: 10, calls: 10, told })
        lengths.push(news.ms)
        place.now += news.ms
        await store.live(2)
        for (const instance of ['i1', 'i2']) {
          const { number } = await store.lease(instance, news.generation)
          await store.probe(instance, number, news.generation, 'success')
        }
      }
      expect(lengths).toEqual([10_000, 20_000, 35_000, 10_000])
    })

    it('takes an opening that is due for abandoned when one asks who is not bound by it, unless another probes', async () => {
      const told = await store.trip()
      expect((await store.report('i1', { asks: 'unbound' })).news.state).toBe('open')
      place.now += 10_000
      await store.lease('i2', told)
      expect((await store.report('i1', { asks: 'unbound' })).news.state).toBe('open')
      place.now += 3_000
      expect((await store.report('i1', { asks: 'unbound' })).news.state).toBe('closed')
    })

    it('takes an opening that nobody probes for a minute for abandoned, when an instance asks', async () => {
      const told = await store.trip()
      place.now += 70_000
      expect((await store.report('i1', { asks: true, told })).news.state).toBe('open')
      place.now += 1
      expect((await store.report('i1', { asks: true, told })).news.state).toBe('closed')
    })
  })

  describe('lease', () => {
    it('grants none before the opening is due, and says how long that takes', async () => {
      const told = await store.trip()
      place.now += 4_000
      expect(await store.lease('i1', told)).toMatchObject({ number: 0, waitMs: 6_000 })
    })

    it('grants as many as there are slots in the whole fleet, and tells the others when to ask again', async () => {
      const told = await store.trip()
      place.now += 10_000
      const grants = []
      for (let one = 1; one <= 4; one += 1) grants.push(await store.lease(`i${one}`, told))
      expect(grants.map(({ number }) => number > 0)).toEqual([true, true, false, false])
      expect(grants.map(({ waitMs }) => waitMs)).toEqual([0, 0, 500, 500])
    })

    it('is the same lease when an instance asks again', async () => {
      const told = await store.trip()
      place.now += 10_000
      const { number } = await store.lease('i1', told)
      place.now += 100
      expect((await store.lease('i1', told)).number).toBe(number)
      expect((await store.lease('i2', told)).number).toBeGreaterThan(0)
    })

    it('gives a slot to another when its holder is silent for too long', async () => {
      const told = await store.trip()
      place.now += 10_000
      await store.lease('i1', told, { slots: 1 })
      place.now += 2_999
      expect(await store.lease('i2', told, { slots: 1 })).toMatchObject({ number: 0, waitMs: 1 })
      place.now += 1
      expect((await store.lease('i2', told, { slots: 1 })).number).toBeGreaterThan(0)
    })

    it('holds no slot for ever when the clock goes back', async () => {
      const told = await store.trip()
      place.now += 10_000
      await store.lease('i1', told, { slots: 1 })
      place.now -= 3_600_000
      expect((await store.lease('i2', told, { slots: 1 })).number).toBeGreaterThan(0)
    })

    it('is seeded again by who was told of an opening that the store forgot', async () => {
      await store.trip()
      const told = (await store.beat('i1')).generation
      await place.empty()
      const { news, number } = await store.lease('i1', told, { trips: 3 })
      expect(number).toBeGreaterThan(0)
      expect(news).toMatchObject({ state: 'open', ms: 0, trips: 3 })
      expect(news.generation).toBeGreaterThan(told)
      expect(news.generation % 2).toBe(1)
    })

    it('closes what the store still takes for open, where an instance was told that it closed', async () => {
      const open = await store.trip()
      place.now += 10_000
      const { news, number } = await store.lease('i1', open + 1)
      expect([news.state, number]).toEqual(['closed', 0])
      expect(news.generation).toBeGreaterThan(open + 1)
    })
  })

  describe('probe', () => {
    const due = async (slots = 2) => {
      const told = await store.trip()
      place.now += 10_000
      await store.live(2)
      const one = (await store.lease('i1', told, { slots })).number
      const other = (await store.lease('i2', told, { slots })).number
      return { told, one, other }
    }

    it('closes after enough successes, with attention, and tells all to return within a while', async () => {
      const { told, one, other } = await due()
      expect(await store.probe('i1', one, told, 'success')).toMatchObject({
        counted: true,
        news: { state: 'open' },
      })
      const { news } = await store.probe('i2', other, told, 'success')
      expect(news).toMatchObject({ state: 'closed', attentionMs: 30_000 })
      expect(news.generation % 2).toBe(0)
      expect((await store.heard()).at(-1)?.news).toMatchObject({ state: 'closed', spreadMs: 100 })
    })

    it('reopens for the same length after two failures, not after one', async () => {
      const { told, one, other } = await due()
      expect((await store.probe('i1', one, told, 'failure')).news.ms).toBe(0)
      const { news } = await store.probe('i2', other, told, 'failure')
      expect(news).toMatchObject({ state: 'open', ms: 10_000, trips: 1 })
      expect(news.generation).toBeGreaterThan(told)
    })

    it('reopens after one failure where there is one instance', async () => {
      const { told, one } = await due()
      await store.beat('i2', { stays: false })
      expect((await store.probe('i1', one, told, 'failure')).news.ms).toBe(10_000)
    })

    it('decides nothing when it is ignored, and gives the slot back', async () => {
      const { told, one } = await due(1)
      expect((await store.probe('i1', one, told, 'ignored')).counted).toBe(false)
      expect((await store.lease('i2', told, { slots: 1 })).number).toBeGreaterThan(0)
    })

    it('does not count when its lease is over, was given back, or was never granted', async () => {
      const { told, one, other } = await due()
      await store.probe('i2', other, told, 'ignored')
      place.now += 3_000
      for (const [instance, number] of [
        ['i1', one],
        ['i2', other],
        ['i3', one],
      ] as const) {
        expect((await store.probe(instance, number, told, 'success')).counted).toBe(false)
      }
    })

    it('does not count after the store lost its data, and says nothing that was not so', async () => {
      const { told, one } = await due()
      await place.empty()
      const { counted, news } = await store.probe('i1', one, told, 'success')
      expect([counted, news.generation]).toEqual([false, 0])
    })
  })

  describe('force', () => {
    it('opens for as long as the operator says, under the operator’s name', async () => {
      const { news } = await store.force('open', 5_000, { actor: 'ann' })
      expect(news).toMatchObject({ state: 'open', ms: 5_000, trips: 0, actor: 'ann' })
      place.now += 5_000
      expect((await store.lease('i1', news.generation)).number).toBeGreaterThan(0)
    })

    it('holds closed: nothing opens for so long', async () => {
      await store.live(2)
      const held = (await store.force('closed', 5_000)).news
      expect(held).toMatchObject({ state: 'held', ms: 5_000 })
      expect((await store.report('i1', { asks: true, told: held.generation })).news.attentionMs).toBe(0)
      place.now += 5_000
      expect((await store.report('i1', { asks: true, told: held.generation })).news.attentionMs).toBe(30_000)
    })

    it('releases what it forced', async () => {
      await store.force('open', 5_000)
      expect((await store.force('released', 0)).news.state).toBe('closed')
      expect((await store.heard()).map(heard => heard?.news.state)).toEqual(['open', 'closed'])
    })

    it('stays where an instance was told a later generation', async () => {
      const held = (await store.force('closed', 5_000)).news.generation
      const { news } = await store.report('i1', { told: held + 1_001 })
      expect(news.state).toBe('held')
      expect(news.generation).toBeGreaterThan(held + 1_001)
    })
  })

  it('never means open and closed by one generation, whatever it is told', async () => {
    const odd = (place.now + 5) * 1_000 + 1
    expect((await store.force('closed', 1_000, { told: odd })).news.generation).toBe(odd + 1)
    expect((await store.force('open', 1_000, { told: odd + 1 })).news.generation).toBe(odd + 2)
    expect((await store.force('released', 0, { told: odd + 3 })).news.generation).toBe(odd + 5)
  })
})
