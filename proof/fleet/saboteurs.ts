import { NO_VERDICT, whoDecides } from '../../packages/redis/src/client/verdict.ts'
import { Database } from '../../packages/redis/src/memory/database.ts'
import { type Subject, shipped } from './subject.ts'
import { type Size, sizes } from './world.ts'

/** A fleet with one rule taken out, which the exploration must find. */
export interface Saboteur {
  readonly does: string
  readonly rule: string
  readonly size: Size
  readonly subject: Subject
}

const sizeOf = (name: string): Size => {
  const found = sizes.find(size => size.name === name)
  if (found === undefined) throw new Error(`there is no world named ${name}`)
  return found
}

/** Numbers as the first protocol did: the same for an opening and a closing. */
class Unmarked extends Database {
  override number(told: number, _isOpen: boolean, now: number): number {
    this.last = Math.max(now * 1_000, this.last + 1, told + 1)
    return this.last
  }
}

/** Never takes the word of those who know what it has lost. */
class Forgetful extends Database {
  override remember(id: string, _told: number, _trips: number, _live: number, at: { now: number }) {
    return this.read(id, at.now)
  }
}

export const saboteurs: readonly Saboteur[] = [
  {
    does: 'numbers openings and closings alike',
    rule: 'one meaning',
    size: sizeOf('a failover after the clock was set back'),
    subject: { ...shipped, newStore: () => new Unmarked() },
  },
  {
    does: 'keeps a lease that came too late',
    rule: 'no orphan',
    size: sizeOf('late leases'),
    subject: { ...shipped, givesLateLeasesBack: false },
  },
  {
    does: 'stays bound by a store that it has lost',
    rule: 'never worse than alone',
    size: sizeOf('the store out of reach'),
    subject: {
      ...shipped,
      whoDecides: (verdict, now, _, patienceMs) => whoDecides(verdict, now, false, patienceMs),
    },
  },
  {
    does: 'waits for the store for ever, which takes nobody’s word',
    rule: 'never locked out',
    size: sizeOf('a store that forgets'),
    subject: {
      ...shipped,
      newStore: () => new Forgetful(),
      whoDecides: (verdict, now, isLost) => whoDecides(verdict, now, isLost, Infinity),
    },
  },
  {
    does: 'believes whatever comes last',
    rule: 'only higher',
    size: sizeOf('a failover'),
    subject: { ...shipped, hear: (_, news, now, laterBy) => shipped.hear(NO_VERDICT, news, now, laterBy) },
  },
  {
    does: 'ends a wait that a server asked for',
    rule: 'never forced',
    size: sizeOf('a server that asks to wait'),
    subject: { ...shipped, wake: (circuit, atLeast) => ({ ...circuit, until: atLeast }) },
  },
]
