import type { FleetKeys } from '../keys.ts'
import { beat, force, lease, probe, report, rights } from '../lua/scripts.ts'
import type { Script } from '../script.ts'
import { listOf, type News, newsOfReply, wholeOf } from './news.ts'

/** A call as it goes to the store, and how its reply is read. */
export interface Call<Answer> {
  readonly script: Script
  readonly keys: readonly string[]
  readonly args: readonly string[]
  /** @throws RangeError when the reply is not that of this protocol */
  readonly read: (reply: unknown) => Answer
}

/** How a breaker opens, as its configuration says. */
export interface Periods {
  readonly openMs: number
  readonly multiplier: number
  readonly longestMs: number
}

export interface Beat {
  readonly live: number
  /** The last generation of the store. */
  readonly generation: number
  /** Where the page ends; 0 when there is no other. */
  readonly pageEnd: number
  readonly changes: readonly { readonly id: string; readonly news: News }[]
}

export interface Told {
  readonly news: News
  readonly live: number
}

const call = <Answer>(
  script: Script,
  keys: FleetKeys,
  id: string | undefined,
  args: readonly (string | number)[],
  read: (reply: unknown) => Answer,
): Call<Answer> => ({ script, keys: keys.of(id), args: [keys.channel, ...args.map(String)], read })

export const beatCall = (
  keys: FleetKeys,
  instance: string,
  since: number,
  told: number,
  stays: boolean,
): Call<Beat> =>
  call(beat, keys, undefined, [instance, since, told, stays ? 1 : 0], reply => {
    const [live, generation, pageEnd, ...changes] = listOf(reply)
    return {
      live: wholeOf(live, 'live'),
      generation: wholeOf(generation, 'generation'),
      pageEnd: wholeOf(pageEnd, 'page end'),
      changes: changes.map(change => {
        const [id, ...view] = listOf(change)
        return { id: String(id), news: newsOfReply(view).news }
      }),
    }
  })

export interface ReportArguments extends Periods {
  readonly told: number
  readonly failures: number
  readonly calls: number
  /** Whether it wants attention for the breaker; `unbound`: though it knows of an opening, which does not bind it. */
  readonly asks: boolean | 'unbound'
  readonly rate: number
  readonly minimum: number
}

export const reportCall = (
  keys: FleetKeys,
  id: string,
  instance: string,
  given: ReportArguments,
): Call<Told> => {
  const { told, failures, calls, asks, rate, minimum } = given
  const counts = [told, failures, calls, asks === 'unbound' ? 2 : Number(asks), rate, minimum]
  return call(report, keys, id, [id, instance, ...counts, ...periods(given)], newsOfReply)
}

export interface Grant extends Told {
  /** The lease's number; 0: none. */
  readonly number: number
  /** Milliseconds before it is worth asking again. */
  readonly waitMs: number
}

export const leaseCall = (
  keys: FleetKeys,
  id: string,
  instance: string,
  given: { told: number; trips: number; slots: number; ttlMs: number },
): Call<Grant> =>
  call(lease, keys, id, [id, instance, given.told, given.trips, given.slots, given.ttlMs], reply => {
    const [view, number, wait] = listOf(reply)
    return { ...newsOfReply(view), number: wholeOf(number, 'number'), waitMs: wholeOf(wait, 'wait') }
  })

export interface ProbeArguments extends Periods {
  readonly number: number
  readonly told: number
  readonly outcome: 'success' | 'failure' | 'ignored'
  readonly needed: number
}

export const probeCall = (
  keys: FleetKeys,
  id: string,
  instance: string,
  given: ProbeArguments,
): Call<Told & { counted: boolean }> => {
  const { number, told, outcome, needed } = given
  return call(probe, keys, id, [id, instance, number, told, outcome, needed, ...periods(given)], reply => {
    const [view, counted] = listOf(reply)
    return { ...newsOfReply(view), counted: counted === '1' }
  })
}

export const forceCall = (
  keys: FleetKeys,
  id: string,
  given: { told: number; state: 'open' | 'closed' | 'released'; ms: number; actor: string },
): Call<Told> => call(force, keys, id, [id, given.told, given.state, given.ms, given.actor], newsOfReply)

/** Which rights the user lacks, a line each. */
export const rightsCall = (keys: FleetKeys, instance: string): Call<readonly string[]> => ({
  // By a SHA that no script has, so that the right to EVAL is tried as well as that to EVALSHA.
  script: { ...rights, sha: '0'.repeat(40) },
  keys: [`${keys.channel}:check:${instance}`],
  args: [keys.channel],
  read: reply => listOf(reply).map(String),
})

const periods = ({ openMs, multiplier, longestMs }: Periods): number[] => [openMs, multiplier, longestMs]
