import { createHttpBreakers, type HttpBreakers, type HttpBreakersConfig } from '@recloser/core/http'
import { hang, manualClock, ok, status, torn } from '@recloser/testing'
import type { MisbehavingServer } from '@recloser/testing/server'
import { type Case, setAt } from './space.ts'
import { type Stack, stackOf } from './stack.ts'

/** What a case may get wrong. */
export type Rule = 'permits' | 'booked' | 'slots' | 'closes' | 'in flight'

export interface Violation {
  readonly rule: Rule
  readonly says: string
}

export interface Judgement {
  readonly violations: readonly Violation[]
  /** How many requests the server got. */
  readonly requests: number
}

/** What is explored: the shipped breakers, or a saboteur's. */
export type Subject = (config: HttpBreakersConfig) => HttpBreakers

/** The breakers that are shipped. */
export const shipped: Subject = createHttpBreakers

const answers = { '200': ok, '503': status(503), hang, tear: torn }
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
  const found: Violation[] = []
  await play(one, stack, server, one.answer)
  for (const side of sides) {
    const sent = stack.sent[side.lowest] ?? 0
    const { permits, successes, failures } = totalsOf(side, server)
    if (permits !== sent && !mayStop(one))
      found.push({ rule: 'permits', says: `${permits} for ${sent} requests` })
    if (one.state === 'half-open') {
      if (one.answer === 'hang' && sent > one.slots)
        found.push({ rule: 'slots', says: `${sent} on the wire at once, ${one.slots} allowed` })
      continue
    }
    const expected = expectedOf(one, side, sent)
    const wrong = Math.abs(successes - expected.successes) + Math.abs(failures - expected.failures)
    // Which of two torn answers the outer client reads is a matter of luck.
    const slack = isRepeated(one) && one.answer === 'tear' ? 2 * sent : 0
    if (wrong > slack || successes + failures !== expected.successes + expected.failures)
      found.push({
        rule: 'booked',
        says: `${successes} + ${failures} failures for ${expected.successes} + ${expected.failures}`,
      })
  }
  return found
}

const isRepeated = ({ between }: Case): boolean => between === 'hedging' || between === 'a crowd at once'

/** Whether others' breakers in between may refuse what ours have admitted: they count each of several messages. */
const mayStop = (one: Case): boolean => one.sets === 'around' && one.state === 'half-open' && isRepeated(one)

/** What should be booked for so many messages: each once, by the worst that anybody knows of it. */
const expectedOf = ({ guards, between, answer, sets }: Case, { lowest }: Side, sent: number) => {
  const isHidden = between === 'stale-if-error' && lowest < guards.length - 1
  const readsBody = guards[0]?.startsWith('axios') && (lowest === 0 || sets !== 'others')
  const fails =
    (answer === '503' && !isHidden) || (answer === 'tear' && readsBody === true && isOutermost(sets, lowest))
  if (answer === 'hang') return { successes: 0, failures: 0 }
  return fails ? { successes: 0, failures: sent } : { successes: sent, failures: 0 }
}

/** Whether the set whose lowest guard this is has the outermost guard too. */
const isOutermost = (sets: Case['sets'], lowest: number): boolean =>
  sets === 'same' || lowest === 0 || (sets === 'around' && lowest !== 1)

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

/** All calls of a round, and all that they have set off, to its end. */
const play = async (
  { calls }: Case,
  stack: Stack,
  server: MisbehavingServer,
  answer: Case['answer'],
): Promise<void> => {
  server.reset()
  server.plan = answers[answer]
  const controller = new AbortController()
  const all = Array.from({ length: calls }, () => stack.call(controller.signal))
  const over = Promise.allSettled(all)
  if (answer === 'hang') {
    await quiet(server)
    controller.abort()
  }
  await over
  await Promise.allSettled(
    stack.loose.splice(0).map(async response => ((await response) as Response).text?.()),
  )
  await turns(3)
  while (server.pending > 0) await turns(1)
}

/** Until no more arrive: nothing of a case waits for longer than a few turns, but sockets take theirs. */
const quiet = async (server: MisbehavingServer): Promise<void> => {
  let [seen, still] = [0, 0]
  while (still < (seen === 0 ? 60 : 25)) {
    await turns(1)
    still = server.pending === seen ? still + 1 : 0
    seen = server.pending
  }
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

const totalsOf = ({ breakers }: Side, server: MisbehavingServer): Totals => {
  const status = breakers.breakerFor(server.url)?.getStatus()
  if (status === undefined) throw new Error('a guarded host has a breaker')
  const { totalRequests, successes, failures } = status.metrics
  return { permits: totalRequests, successes, failures, inFlight: status.inFlight }
}
