import { fleetKeys } from '../src/keys.ts'
import {
  beatCall,
  type Call,
  forceCall,
  leaseCall,
  probeCall,
  type ReportArguments,
  reportCall,
} from '../src/protocol/calls.ts'
import { newsOfMessage } from '../src/protocol/news.ts'
import type { Place } from './place.ts'

const keys = fleetKeys('test')
const periods = { openMs: 10_000, multiplier: 2, longestMs: 35_000 }

/** The five calls with what most tests want, and the messages that they cause. */
export function protocolOf(place: Place) {
  const messages: string[] = []
  const run = async <Answer>(call: Call<Answer>): Promise<Answer> =>
    call.read(await place.port.call(call.script, call.keys, call.args))

  return {
    messages,
    /** Messages as they read, after they had time to arrive. */
    async heard() {
      await new Promise(next => setTimeout(next, 20))
      return messages.map(newsOfMessage)
    },
    listen: () => place.port.subscribe(keys.channel, message => messages.push(message)),
    beat: (instance: string, { since = 0, told = 0, stays = true } = {}) =>
      run(beatCall(keys, instance, since, told, stays)),
    report: (instance: string, given: Partial<ReportArguments> = {}, id = 'a') =>
      run(
        reportCall(keys, id, instance, {
          told: 0,
          failures: 0,
          calls: 0,
          asks: false,
          rate: 0.5,
          minimum: 10,
          ...periods,
          ...given,
        }),
      ),
    lease: (instance: string, told: number, { trips = 1, slots = 2, ttlMs = 3_000, id = 'a' } = {}) =>
      run(leaseCall(keys, id, instance, { told, trips, slots, ttlMs })),
    probe: (
      instance: string,
      number: number,
      told: number,
      outcome: 'success' | 'failure' | 'ignored',
      { needed = 2, id = 'a' } = {},
    ) => run(probeCall(keys, id, instance, { number, told, outcome, needed, ...periods })),
    force: (state: 'open' | 'closed' | 'released', ms: number, { told = 0, actor = 'ann', id = 'a' } = {}) =>
      run(forceCall(keys, id, { told, state, ms, actor })),
    async live(count: number) {
      for (let one = 1; one <= count; one += 1) await this.beat(`i${one}`)
    },
    /** Two instances whose failures open the breaker at once. @returns the generation */
    async trip(id = 'a') {
      await this.live(2)
      await this.report('i1', { asks: true }, id)
      place.now += 500
      await this.report('i1', { failures: 10, calls: 10 }, id)
      const { news } = await this.report('i2', { failures: 10, calls: 10 }, id)
      return news.generation
    },
  }
}

export type Protocol = ReturnType<typeof protocolOf>
