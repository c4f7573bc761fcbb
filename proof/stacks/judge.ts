import type { HttpBreakers, HttpBreakersConfig } from '@recloser/core/http'
import { manualClock } from '@recloser/testing'
import type { MisbehavingServer } from '@recloser/testing/server'
import { expectedOf } from './expected.ts'
import { play } from './play.ts'
import { type Case, setAt } from './space.ts'
import { type Stack, stackOf } from './stack.ts'
import type { Subject } from './subject.ts'

/** What a case may get wrong. */
export type Rule = 'permits' | 'booked' | 'slots' | 'closes' | 'in flight'

interface Violation {
  readonly rule: Rule
  readonly says: string
}

export interface Judgement {
  readonly violations: readonly Violation[]
  /** How many requests the server got. */
  readonly requests: number
}

const OPEN_MS = 1_000
/** How often a healthy server is called before a circuit that is still not closed counts as locked. */
const ROUNDS = 12

interface Totals {
  readonly permits: number
  readonly successes: number
  readonly failures: number
  readonly inFlight: number
}

/** One set of breakers, and the guards that ask it. */
interface Side {
  readonly breakers: HttpBreakers
  /** The innermost of its guards. */
  readonly lowest: number
}

/** Plays one case on a real server, and says which rules it breaks. */
export const judge = async (one: Case, subject: Subject, server: MisbehavingServer): Promise<Judgement> => {
  const clock = manualClock()
  const config: HttpBreakersConfig = {
    clock,
    failureThreshold: false,
    failureRateThreshold: false,
    halfOpenMaxCalls: one.slots,
    successThreshold: one.slots,
    openDurationMs: OPEN_MS,
    exponentialBackoff: false,
    jitter: 0,
  }
  const sides: Side[] = []
  one.guards.forEach((_, at) => {
    const set = setAt(one, at)
    sides[set] = { breakers: sides[set]?.breakers ?? subject(config), lowest: at }
  })
  const breakersAt = (at: number): HttpBreakers => (sides[setAt(one, at)] as Side).breakers
  const stack = stackOf(one, breakersAt, `${server.url}/graphql`)
  const found: Violation[] = []
  try {
    if (one.state === 'half-open') {
      for (const { breakers } of sides) breakers.breakerFor(server.url)?.forceOpen({ forMs: OPEN_MS })
      clock.advance(OPEN_MS)
    }
    found.push(...(await judgeRound(one, sides, stack, server)))
    if (one.state === 'half-open')
      found.push(...(await judgeRecovery(one, sides, stack, server, clock.advance)))
    for (const side of sides) {
      const { inFlight } = totalsOf(side, server)
      if (inFlight !== 0) found.push({ rule: 'in flight', says: `${inFlight} are left` })
    }
  } finally {
    stack.undo()
  }
  return { violations: found, requests: stack.sent.at(-1) ?? 0 }
}

/** The first round: what the server answers is the case's, and every message must be admitted and booked once. */
const judgeRound = async (
  one: Case,
  sides: readonly Side[],
  stack: Stack,
  server: MisbehavingServer,
): Promise<Violation[]> => {
  await play(one, stack, server, one.answer)
  return sides.flatMap(side => {
    const sent = stack.sent[side.lowest] ?? 0
    const totals = totalsOf(side, server)
    const found: Violation[] = []
    if (totals.permits !== sent && !mayStop(one))
      found.push({ rule: 'permits', says: `${totals.permits} for ${sent} requests` })
    const wrong = one.state === 'closed' ? misbooked(one, side, sent, totals) : crowded(one, sent)
    return wrong === undefined ? found : [...found, wrong]
  })
}

/** In half-open no more may be on the wire at once than there are slots. */
const crowded = ({ answer, slots }: Case, sent: number): Violation | undefined =>
  answer === 'hang' && sent > slots
    ? { rule: 'slots', says: `${sent} on the wire at once, ${slots} allowed` }
    : undefined

const misbooked = (
  one: Case,
  side: Side,
  sent: number,
  { successes, failures }: Totals,
): Violation | undefined => {
  const expected = expectedOf(one, side.lowest, sent)
  const wrong = Math.abs(successes - expected.successes) + Math.abs(failures - expected.failures)
  // Which of several torn answers the outer client reads is a matter of luck.
  const slack = isRepeated(one) && one.answer === 'tear' ? 2 * sent : 0
  if (wrong <= slack && successes + failures === expected.successes + expected.failures) return undefined
  const says = `${successes} + ${failures} failures for ${expected.successes} + ${expected.failures}`
  return { rule: 'booked', says }
}

const isRepeated = ({ between }: Case): boolean => between === 'hedging' || between === 'a crowd at once'

/** Whether others' breakers in between may refuse what ours have admitted: they count each of several messages. */
const mayStop = (one: Case): boolean => one.sets === 'around' && one.state === 'half-open' && isRepeated(one)

/** Then the server is well, and every circuit must close. */
const judgeRecovery = async (
  one: Case,
  sides: readonly Side[],
  stack: Stack,
  server: MisbehavingServer,
  advance: (ms: number) => void,
): Promise<Violation[]> => {
  const isClosed = () => sides.every(({ breakers }) => breakers.breakerFor(server.url)?.isClosed)
  for (let round = 0; round < ROUNDS * one.guards.length && !isClosed(); round += 1) {
    advance(OPEN_MS)
    await play(one, stack, server, '200')
  }
  return isClosed() ? [] : [{ rule: 'closes', says: 'a healthy server does not close the circuit' }]
}

const totalsOf = ({ breakers }: Side, server: MisbehavingServer): Totals => {
  const read = breakers.breakerFor(server.url)?.getStatus()
  if (read === undefined) throw new Error('a guarded host has a breaker')
  const { totalRequests, successes, failures } = read.metrics
  return { permits: totalRequests, successes, failures, inFlight: read.inFlight }
}
