import { ATTENTION_MS, everyMs, MOST_ATTENTIONS, STALE_MS } from '../../protocol/limits.ts'
import type { Database, Moment } from '../database.ts'
import { type Entry, leftOf, periodMs } from '../entry.ts'
import { type Twin, whole } from './twin.ts'

/** `report.lua` */
export const report: Twin = (data, [id = '', instance = '', ...given], at) => {
  const { now } = at
  const told = whole(given[0], 'told')
  const asks = given[3] !== '0'
  const isUnbound = given[3] === '2'
  const periods = [whole(given[6], 'open'), Number(given[7]), whole(given[8], 'longest')] as const
  const ballot = {
    instance,
    failures: whole(given[1], 'failures'),
    calls: whole(given[2], 'calls'),
    rate: Number(given[4]),
    minimum: whole(given[5], 'minimum'),
  }
  const live = data.countLive(now)
  let entry = data.remember(id, told, 1, live, at)
  if (asks && isAbandoned(data, id, entry, isUnbound, now))
    entry = data.close(id, told, entry.trips, live, '', at)
  const view = (shown: Entry): unknown[] => data.view(id, shown, live, now)
  if (entry.state !== 'c' || told < entry.g) return view(entry)

  const attention = data.attentionLeft(id, now)
  if (attention === 0) {
    if (asks && live >= 2) beginAttention(data, id, entry, live, at)
    return view(entry)
  }
  const verdict = vote(data, id, ballot, live, ATTENTION_MS - attention)
  if (verdict === 'open') {
    const trips = leftOf(entry.ends, entry.length, now) > 0 ? entry.trips + 1 : 1
    return view(data.open(id, told, periodMs(trips, ...periods), trips, '', at))
  }
  if (verdict === 'acquitted') {
    data.attentions.delete(id)
    data.voices.delete(id)
  }
  return view(entry)
}

interface Ballot {
  readonly instance: string
  readonly failures: number
  readonly calls: number
  readonly rate: number
  readonly minimum: number
}

/** Replaces the instance's voice, in thousandths, and says what all voices together mean. */
const vote = (
  data: Database,
  id: string,
  { instance, failures, calls, rate, minimum }: Ballot,
  live: number,
  ageMs: number,
): 'open' | 'acquitted' | undefined => {
  const most = 4 * (1 - rate)
  const voices = data.voices.get(id) ?? new Map<string, number>()
  data.voices.set(id, voices)
  voices.set(instance, Math.floor(Math.min(Math.max(failures - rate * calls, -most), most) * 1_000 + 0.5))
  let sum = 0
  for (const voice of voices.values()) sum += voice
  const limit = (1 - rate) * Math.min(minimum, 4 + live) * 1_000
  if (live >= 2 && ageMs >= 500 && sum >= limit) return 'open'
  return ageMs >= 2_000 && sum <= -limit ? 'acquitted' : undefined
}

/** An opening that nobody has probed for long, or that does not bind the one who asks, and that nobody is probing. */
const isAbandoned = (
  data: Database,
  id: string,
  { state, ends, length }: Entry,
  isUnbound: boolean,
  now: number,
): boolean => {
  const isStale = now - ends > STALE_MS || ends - now > length
  if (state !== 'o' || !(isStale || (isUnbound && leftOf(ends, length, now) === 0))) return false
  const leases = data.leases.get(id)
  for (const [instance, end] of leases ?? []) if (end <= now) leases?.delete(instance)
  return (leases?.size ?? 0) === 0
}

const beginAttention = (data: Database, id: string, { g }: Entry, live: number, at: Moment): void => {
  for (const other of data.attentions.keys()) {
    if (data.attentionLeft(other, at.now) === 0) data.attentions.delete(other)
  }
  if (data.attentions.size >= MOST_ATTENTIONS) return
  data.attend(id, at.now)
  at.publish(['a', id, g, ATTENTION_MS, everyMs(live)].join('|'))
}
