import type { CircuitTransition, SystemStatus } from '@recloser/core'
import {
  BREAKER_NAME,
  BREAKER_STATE,
  REASON,
  type SeriesAttributes,
  STATE_FROM,
  STATE_TO,
} from './attributes.ts'
import { CallLedger } from './call-ledger.ts'
import { Folding } from './folding.ts'
import { assertManager, type ObservedManager } from './manager.ts'
import { OpenPeriods } from './open-periods.ts'
import { checkedOptions, type ReadingOptions } from './options.ts'
import { reasonAttribute } from './reasons.ts'
import { StatusSeries, type StatusSeriesOptions } from './status-series.ts'
import { type Sample, Totals } from './totals.ts'

/** Every series of a manager at one moment. */
export interface Reading {
  readonly system: SystemStatus
  readonly calls: readonly Sample[]
  readonly rejections: readonly Sample[]
  readonly transitions: readonly Sample[]
  /** How many breakers are in each state: all of them, whatever the limits. */
  readonly count: readonly Sample[]
  /** The breakers that are not closed, or were not lately. */
  readonly status: readonly Sample[]
  /** How many breakers share the name `_other`. */
  readonly folded: number
  /** Whether a breaker has series of its own. */
  readonly isOwn: (name: string) => boolean
}

/** Reads a manager when somebody collects. Between two readings it listens to transitions alone, so calls cost nothing. */
export class Reader {
  /** The series of counters that a breaker belongs to. */
  readonly folding: Folding
  readonly #manager: ObservedManager
  readonly #ledger: CallLedger
  readonly #transitions: Totals
  readonly #status: StatusSeries
  readonly #periods = new OpenPeriods()
  readonly #now: () => number
  readonly #undo: (() => void)[]

  /** @param onOpenPeriod called with the seconds that a breaker was open */
  constructor(
    manager: ObservedManager,
    options: ReadingOptions,
    status: StatusSeriesOptions,
    onOpenPeriod: (owner: SeriesAttributes, seconds: number) => void,
  ) {
    assertManager(manager)
    const { maxSeries, attributesOf, now } = checkedOptions(options)
    this.#manager = manager
    this.#now = now
    this.folding = new Folding(maxSeries, attributesOf)
    this.#ledger = new CallLedger(this.folding, maxSeries * 5)
    this.#transitions = new Totals(maxSeries * 5)
    this.#status = new StatusSeries(status, name => ({ ...attributesOf(name), [BREAKER_NAME]: name }))
    for (const { name, state, openedAt: at } of manager.getSystemStatus().breakers)
      if (state === 'open' && at !== undefined) this.#periods.note({ name, to: state, at })
    this.#undo = [
      manager.on('transition', transition => this.#note(transition, onOpenPeriod)),
      manager.on('removed', ({ name }) => {
        this.#ledger.forget(name)
        this.#periods.forget(name)
      }),
    ]
  }

  read(): Reading {
    const system = this.#manager.getSystemStatus()
    for (const status of system.breakers) this.#ledger.book(status)
    return {
      system,
      calls: this.#ledger.calls(),
      rejections: this.#ledger.rejections(),
      transitions: this.#transitions.samples(),
      count: countsOf(system),
      status: [...this.#status.samples(system.breakers, this.#now())],
      folded: system.breakers.filter(({ name }) => this.folding.isFolded(name)).length,
      isOwn: name => !this.folding.isFolded(name),
    }
  }

  stop(): void {
    for (const undo of this.#undo) undo()
  }

  #note(
    transition: CircuitTransition,
    onOpenPeriod: (owner: SeriesAttributes, seconds: number) => void,
  ): void {
    const { name, from, to, reason } = transition
    const owner = this.folding.attributesFor(name)
    this.#status.touch(name, this.#now())
    this.#transitions.add(owner, { [STATE_FROM]: from, [STATE_TO]: to, [REASON]: reasonAttribute(reason) }, 1)
    const seconds = this.#periods.note(transition)
    if (seconds !== undefined) onOpenPeriod(owner, seconds)
    // What was refused up to now was refused for the reason of the state that ends here.
    const status = this.#manager.get(name)?.getStatus()
    if (status !== undefined) this.#ledger.book(status, true)
  }
}

const countsOf = ({ closed, open, halfOpen }: SystemStatus): Sample[] => [
  { attributes: { [BREAKER_STATE]: 'closed' }, value: closed },
  { attributes: { [BREAKER_STATE]: 'open' }, value: open },
  { attributes: { [BREAKER_STATE]: 'half-open' }, value: halfOpen },
]
