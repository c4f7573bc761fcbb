import { fleetKeys, idOf } from '../keys.ts'
import { checkActor, checkForMs, type ResolvedOptions } from '../options.ts'
import type { FleetPort } from '../port.ts'
import { forceCall, rightsCall } from '../protocol/calls.ts'
import { newsOfMessage } from '../protocol/news.ts'
import type { SharedManager } from '../seam.ts'
import type { Context } from './context.ts'
import { Heartbeat } from './heartbeat.ts'
import { FleetRightsError, isRightsError } from './rights.ts'
import { Shares } from './shares.ts'
import type { FleetStatus } from './status.ts'
import { StoreLink } from './store-link.ts'
import { Subscription } from './subscription.ts'

/** The reasons by which a rule opened a circuit. */
const TRIPS = /^(failure|slow-call|probe)-/

/** One process of a fleet: what happens to its breakers goes out, and what is heard comes in. */
export class Member {
  readonly #options: ResolvedOptions
  readonly #port: FleetPort
  readonly #context: Context
  readonly #shares: Shares
  readonly #heartbeat: Heartbeat
  readonly #subscription: Subscription
  readonly #undo: (() => void)[] = []
  #isClosed = false

  constructor(manager: SharedManager, port: FleetPort, options: ResolvedOptions) {
    const { fleet, instance, scheduler, random, leaseMs, operationMs, maxOperationsInFlight } = options
    this.#options = options
    this.#port = port
    const link = new StoreLink(port, scheduler, random, maxOperationsInFlight)
    const keys = fleetKeys(fleet)
    this.#context = { keys, instance, manager, link, scheduler, random, leaseMs, operationMs, live: 0 }
    this.#shares = new Shares(this.#context, options.shares)
    this.#heartbeat = new Heartbeat(
      this.#context,
      options.beatMs,
      (id, news) => this.#shares.hear(id, news, 'heartbeat'),
      () => this.#shares.sweep(),
    )
    this.#subscription = new Subscription(port, keys.channel, message => this.#heard(message))
  }

  /** @throws FleetRightsError */
  async start(): Promise<void> {
    const { manager, link } = this.#context
    for (const { name } of manager) this.#shares.add(name)
    this.#undo.push(
      manager.on('created', ({ name }) => this.#shares.add(name)),
      manager.on('removed', ({ name }) => this.#shares.remove(name)),
      manager.on('suspected', ({ name }) => this.#shares.of(name)?.ask()),
      manager.on('transition', ({ name, to, reason }) => {
        if (to === 'closed') this.#shares.of(name)?.closed()
        else if (to === 'open' && TRIPS.test(reason)) this.#shares.of(name)?.ask()
      }),
      link.onChange(isLost => this.#storeChanged(isLost)),
      this.#port.onReconnect(() => this.#heartbeat.beatSoon()),
    )
    try {
      await this.#checkRights()
    } catch (error) {
      await this.close()
      throw error
    }
    await this.#heartbeat.beat()
  }

  getStatus(): FleetStatus {
    const { instance, link, live } = this.#context
    return {
      fleet: this.#options.fleet,
      instance,
      store: link.isLost ? 'lost' : 'found',
      live,
      beatAgeMs: this.#heartbeat.ageMs,
      operations: link.operations,
      verdicts: this.#shares.verdicts(),
    }
  }

  async force(
    name: string,
    state: 'open' | 'closed' | 'released',
    forMs: number,
    actor: string,
  ): Promise<void> {
    checkActor(actor)
    if (state !== 'released') checkForMs(forMs)
    const { keys, link, operationMs } = this.#context
    const id = idOf(name)
    const call = forceCall(keys, id, { told: this.#heartbeat.told, state, ms: forMs, actor })
    const { news } = await link.run(call, { deadlineMs: operationMs })
    this.#heartbeat.learn(news.generation)
    this.#shares.hear(id, news, 'reply')
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const undo of this.#undo) undo()
    this.#shares.close()
    this.#subscription.close()
    await this.#heartbeat.close()
    await this.#port.close()
  }

  #storeChanged(isLost: boolean): void {
    if (isLost || this.#isClosed) return
    this.#shares.found()
    this.#subscription.begin().catch((error: unknown) => this.#report(error))
  }

  #heard(message: string): void {
    const heard = newsOfMessage(message)
    if (heard === undefined) return
    this.#heartbeat.learn(heard.news.generation)
    this.#shares.hear(heard.id, heard.news, 'message')
  }

  /** @throws FleetRightsError; of a store that does not answer nothing is known, and nothing thrown */
  async #checkRights(): Promise<void> {
    const { keys, instance, link, operationMs } = this.#context
    const missing: string[] = []
    try {
      missing.push(...(await link.run(rightsCall(keys, instance), { deadlineMs: operationMs })))
    } catch (error) {
      if (isRightsError(error)) missing.push(error.message)
    }
    await this.#within(operationMs, this.#subscription.begin()).catch((error: unknown) => {
      if (isRightsError(error)) missing.push(`subscribe: ${error.message}`)
    })
    if (missing.length > 0) throw new FleetRightsError(missing)
  }

  /** What becomes of it, or nothing when that takes too long: it goes on all the same. */
  async #within(ms: number, doing: Promise<void>): Promise<void> {
    let stop = (): void => {}
    const over = new Promise<void>(resolve => {
      stop = this.#context.scheduler.after(ms, resolve)
    })
    await Promise.race([doing, over]).finally(() => stop())
  }

  /** Of what is heard of later only missing rights are worth a word: whatever else there is, the heartbeat goes on. */
  #report(error: unknown): void {
    if (isRightsError(error)) this.#options.onError(new FleetRightsError([`subscribe: ${error.message}`]))
  }
}
