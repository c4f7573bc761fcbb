import { type Entry, periodMs } from '../entry.ts'
import { type Twin, whole } from './twin.ts'

/** `probe.lua` */
export const probe: Twin = (data, [id = '', instance = '', ...given], at) => {
  const { now } = at
  const [number, told, outcome, needed] = [
    whole(given[0], 'number'),
    whole(given[1], 'told'),
    given[2],
    whole(given[3], 'needed'),
  ]
  const [first, multiplier, longest] = [whole(given[4], 'open'), Number(given[5]), whole(given[6], 'longest')]
  const live = data.countLive(now)
  const entry = data.read(id, now)
  const answer = (next: Entry, counted: boolean): unknown[] => [
    data.view(id, next, live, now),
    counted ? '1' : '0',
  ]

  const ends = data.leases.get(id)?.get(instance) ?? 0
  if (ends !== number || ends <= now) return answer(entry, false)
  data.leases.get(id)?.delete(instance)
  if (entry.state !== 'o' || entry.g !== told || outcome === 'ignored') return answer(entry, false)

  const isGood = outcome === 'success'
  const next: Entry = { ...entry, ok: entry.ok + (isGood ? 1 : 0), bad: entry.bad + (isGood ? 0 : 1) }
  if (isGood && next.ok >= needed) return answer(data.close(id, told, next.trips, live, '', at), true)
  if (!isGood && next.bad >= Math.min(2, Math.max(live, 1))) {
    const length = periodMs(next.trips, first, multiplier, longest)
    return answer(data.open(id, told, length, next.trips, '', at), true)
  }
  return answer(data.write(id, next, now), true)
}
