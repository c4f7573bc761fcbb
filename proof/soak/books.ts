import type { Outcome } from '@recloser/core'
import type { HttpBreakers } from '@recloser/core/http'
import { KINDS, type KindName, kindNames } from './kinds.ts'
import type { Tally } from './server-process.ts'

/** How a call ended for its caller. */
export type Ending = 'answered' | 'failed' | 'rejected'

/** What is kept of one host: by those who called, at the seam to the wire, by the breaker, by the server. */
interface Book {
  readonly endings: Record<Ending, number>
  readonly attempts: Record<KindName, number>
  readonly settled: Record<Outcome, number>
  rejected: number
  late: number
  readonly seen: Record<KindName, number>
}

const blank = (): Record<KindName, number> =>
  Object.fromEntries(kindNames.map(name => [name, 0])) as Record<KindName, number>

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Four accounts of the same traffic, which must agree. */
export class Books {
  readonly #books: readonly Book[]
  readonly #hosts: readonly string[]
  readonly #breakers: HttpBreakers
  /** How often each move was made: `closed>open`. */
  readonly moves: Record<string, number> = {}

  constructor(breakers: HttpBreakers, urls: readonly string[]) {
    this.#breakers = breakers
    this.#hosts = urls.map(url => new URL(url).host)
    this.#books = urls.map(() => ({
      endings: { answered: 0, failed: 0, rejected: 0 },
      attempts: blank(),
      settled: { success: 0, failure: 0, ignored: 0, throttled: 0 },
      rejected: 0,
      late: 0,
      seen: blank(),
    }))
    const { manager } = breakers
    manager.on('settled', ({ name, outcome, late }) => {
      this.#bookOf(name).settled[outcome] += 1
      if (late) this.#bookOf(name).late += 1
    })
    manager.on('rejected', ({ name }) => {
      this.#bookOf(name).rejected += 1
    })
    manager.on('transition', ({ from, to }) => {
      this.moves[`${from}>${to}`] = (this.moves[`${from}>${to}`] ?? 0) + 1
    })
  }

  get calls(): number {
    return sum(this.#books.flatMap(({ endings }) => Object.values(endings)))
  }

  get attempts(): number {
    return sum(this.#books.flatMap(({ attempts }) => Object.values(attempts)))
  }

  /** What clients gave up on before the server had seen it. */
  get neverSeen(): number {
    return this.attempts - sum(this.#books.flatMap(({ seen }) => Object.values(seen)))
  }

  get rejected(): number {
    return sum(this.#books.map(book => book.rejected))
  }

  ended(host: number, ending: Ending): void {
    this.#book(host).endings[ending] += 1
  }

  sent(url: string): void {
    const { host, pathname } = new URL(url)
    this.#bookOf(host).attempts[pathname.slice(1) as KindName] += 1
  }

  saw(tallies: readonly Tally[]): void {
    for (const [host, tally] of tallies.entries()) {
      for (const kind of kindNames) this.#book(host).seen[kind] += tally[kind]
    }
  }

  /** Sentences about what does not agree, once nothing is under way. */
  disagreements(): string[] {
    return this.#hosts.flatMap((host, index) => this.#disagreementsOf(host, this.#book(index)))
  }

  #disagreementsOf(host: string, { endings, attempts, settled, rejected, late, seen }: Book): string[] {
    const status = this.#breakers.manager.get(host)?.getStatus()
    if (status === undefined) return []
    const { metrics, inFlight } = status
    const wrong: string[] = []
    const agree = (what: string, one: number, other: number): void => {
      if (one !== other) wrong.push(`${host}: ${what}: ${one} and ${other}`)
    }
    agree('in flight', inFlight, 0)
    agree('admitted, and sent', metrics.totalRequests, sum(Object.values(attempts)))
    agree('rejected by the count, and by the events', metrics.rejected, rejected)
    agree('rejected by the events, and to the callers', rejected, endings.rejected)
    agree('late by the count, and by the events', metrics.late, late)
    const { successes, failures, ignored, throttled } = metrics
    agree(
      'settled, and admitted',
      successes + failures + ignored + throttled + metrics.late,
      metrics.totalRequests,
    )
    for (const outcome of ['success', 'failure', 'ignored', 'throttled'] as const) {
      const sent = kindNames.filter(kind => KINDS[kind].outcome === outcome).map(kind => attempts[kind])
      agree(`${outcome} by the breaker, and by what was asked for`, settled[outcome], sum(sent))
    }
    for (const kind of kindNames) {
      if (!('mayLeave' in KINDS[kind]))
        agree(`${kind} sent, and seen by the server`, attempts[kind], seen[kind])
      else if (seen[kind] > attempts[kind]) wrong.push(`${host}: more ${kind} seen than sent`)
    }
    return wrong
  }

  #book(host: number): Book {
    const book = this.#books[host]
    if (book === undefined) throw new Error(`there is no host ${host}`)
    return book
  }

  #bookOf(host: string): Book {
    return this.#book(this.#hosts.indexOf(host))
  }
}
