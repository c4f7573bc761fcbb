import { ATTENTION_MS, everyMs, HOUR_MS, LIVE_MS, MOST, PROBATION_MS } from '../protocol/limits.ts'
import { type Entry, leftOf, readAt } from './entry.ts'

/** What a call leaves behind: the moment, and what it says to everybody. */
export interface Moment {
  readonly now: number
  readonly publish: (message: string) => void
}

/** What one store keeps of one fleet, and how that changes: `common.lua` in TypeScript. */
export class Database {
  readonly entries: Map<string, Entry> = new Map()
  readonly live: Map<string, number> = new Map()
  readonly attentions: Map<string, number> = new Map()
  readonly voices: Map<string, Map<string, number>> = new Map()
  readonly leases: Map<string, Map<string, number>> = new Map()
  last = 0
  #keptUntil = 0

  /** A replica, as it is now. */
  copy(): this {
    const other = new (this.constructor as new () => this)()
    for (const [id, entry] of this.entries) other.entries.set(id, entry)
    for (const [instance, beat] of this.live) other.live.set(instance, beat)
    for (const [id, ends] of this.attentions) other.attentions.set(id, ends)
    for (const [id, voices] of this.voices) other.voices.set(id, new Map(voices))
    for (const [id, leases] of this.leases) other.leases.set(id, new Map(leases))
    other.last = this.last
    other.#keptUntil = this.#keptUntil
    return other
  }

  /** What was not touched for an hour is gone. */
  expire(now: number): void {
    if (now < this.#keptUntil) return
    this.entries.clear()
    this.last = 0
  }

  keep(ms: number, now: number): void {
    this.#keptUntil = Math.max(this.#keptUntil, now + ms)
  }

  read(id: string, now: number): Entry {
    return readAt(this.entries.get(id), now)
  }

  countLive(now: number): number {
    for (const [instance, beat] of this.live) {
      if (beat <= now - LIVE_MS || beat > now) this.live.delete(instance)
    }
    return this.live.size
  }

  attentionLeft(id: string, now: number): number {
    return leftOf(this.attentions.get(id) ?? 0, ATTENTION_MS, now)
  }

  /** The state of a breaker as every reply has it. */
  view(id: string, entry: Entry, live: number, now: number): string[] {
    const ms = entry.state === 'c' ? 0 : leftOf(entry.ends, entry.length, now)
    const numbers = [entry.g, ms, this.attentionLeft(id, now), everyMs(live), live, entry.trips]
    return [entry.state, ...numbers.map(String), entry.actor]
  }

  write(id: string, entry: Entry, now: number): Entry {
    this.entries.set(id, entry)
    this.keep(HOUR_MS + leftOf(entry.ends, entry.length, now), now)
    return entry
  }

  attend(id: string, now: number): void {
    this.voices.delete(id)
    this.attentions.set(id, now + ATTENTION_MS)
  }

  open(id: string, told: number, length: number, trips: number, actor: string, at: Moment): Entry {
    const { now } = at
    const g = this.number(told, true, now)
    const entry: Entry = { state: 'o', g, ends: now + length, length, trips, ok: 0, bad: 0, actor }
    this.write(id, entry, now)
    this.leases.delete(id)
    this.voices.delete(id)
    this.attentions.delete(id)
    at.publish(['o', id, g, length, trips, actor].join('|'))
    return entry
  }

  close(id: string, told: number, trips: number, live: number, actor: string, at: Moment): Entry {
    const { now } = at
    const g = this.number(told, false, now)
    const length = PROBATION_MS
    const entry: Entry = { state: 'c', g, ends: now + length, length, trips, ok: 0, bad: 0, actor }
    this.write(id, entry, now)
    this.leases.delete(id)
    this.attend(id, now)
    at.publish(['c', id, g, Math.min(2_000, 50 * live), ATTENTION_MS, everyMs(live), actor].join('|'))
    return entry
  }

  hold(id: string, told: number, length: number, actor: string, at: Moment): Entry {
    const { now } = at
    const g = this.number(told, false, now)
    const entry: Entry = { state: 'h', g, ends: now + length, length, trips: 0, ok: 0, bad: 0, actor }
    this.write(id, entry, now)
    this.leases.delete(id)
    this.voices.delete(id)
    this.attentions.delete(id)
    at.publish(['h', id, g, length, actor].join('|'))
    return entry
  }

  /** Takes the word of one who was told more than this store remembers. */
  remember(id: string, told: number, trips: number, live: number, at: Moment): Entry {
    const entry = this.read(id, at.now)
    if (told <= entry.g) return entry
    if (entry.state === 'h')
      return this.hold(id, told, leftOf(entry.ends, entry.length, at.now), entry.actor, at)
    if (told % 2 === 1) return this.open(id, told, 0, trips, '', at)
    return entry.state === 'o' ? this.close(id, told, entry.trips, live, '', at) : entry
  }

  /** A new generation: above all that this store, and whoever asks, knows; odd where it means open. */
  number(told: number, isOpen: boolean, now: number): number {
    let g = Math.max(now * 1_000, this.last + 1, told + 1)
    if (g % 2 !== (isOpen ? 1 : 0)) g += 1
    if (g > MOST) throw new Error(`recloser: there is no generation above ${MOST}`)
    this.last = g
    return g
  }
}
