import { leftOf } from '../entry.ts'
import { type Twin, whole } from './twin.ts'

/** `lease.lua` */
export const lease: Twin = (data, [id = '', instance = '', ...given], at) => {
  const { now } = at
  const [told, trips] = [whole(given[0], 'told'), whole(given[1], 'trips')]
  const [slots, ttl] = [whole(given[2], 'slots'), whole(given[3], 'ttl')]
  const live = data.countLive(now)
  const entry = data.remember(id, told, trips, live, at)
  const answer = (number: number, wait: number): unknown[] => [
    data.view(id, entry, live, now),
    String(number),
    String(wait),
  ]
  if (entry.state !== 'o') return answer(0, 0)
  const ms = leftOf(entry.ends, entry.length, now)
  if (ms > 0) return answer(0, ms)

  const leases = data.leases.get(id) ?? new Map<string, number>()
  data.leases.set(id, leases)
  for (const [holder, end] of leases) if (end <= now || end > now + ttl) leases.delete(holder)
  const mine = leases.get(instance)
  if (mine !== undefined) return answer(mine, 0)
  if (leases.size < slots) {
    leases.set(instance, now + ttl)
    return answer(now + ttl, 0)
  }
  return answer(0, Math.min(Math.min(...leases.values()) - now, Math.max(500, live)))
}
