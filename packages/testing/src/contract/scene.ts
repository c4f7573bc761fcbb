import { createHttpBreakers, type HttpBreakers, type HttpBreakersConfig } from '@recloser/core/http'
import { type ManualClock, manualClock } from '../manual-clock.ts'
import type { ServerOutcome } from '../server-outcome.ts'
import type { ContractAbility } from './ability.ts'
import { Api } from './api.ts'
import type { ContractClient, ContractConnection, ContractRetry } from './client.ts'
import { same, until } from './expect.ts'
import { type ContractPlace, type ContractPlan, type ContractServer, plainPlan } from './place.ts'

/** One case while it runs: two servers, a clock, and clients with breakers on that clock. */
export class Scene {
  readonly clock: ManualClock = manualClock(1_000)
  readonly client: ContractClient
  readonly server: ContractServer
  readonly otherServer: ContractServer
  /** An origin where nobody answers. */
  readonly refusing: string
  /** How many attempts were admitted and never came to a server, less those that came without having been admitted. */
  unsent = 0
  readonly #cannot: ReadonlySet<string>
  readonly #made = new Set<HttpBreakers>()
  readonly #undo: (() => void)[] = []

  constructor(client: ContractClient, place: ContractPlace) {
    this.client = client
    this.refusing = place.refusing
    const [server, otherServer] = place.servers
    this.server = server
    this.otherServer = otherServer
    this.#cannot = new Set(Object.keys({ ...client.cannot, ...place.cannot }))
  }

  can(ability: ContractAbility): boolean {
    return !this.#cannot.has(ability)
  }

  /** A new client with new breakers: without chance, on the scene's clock. */
  connect(config?: HttpBreakersConfig, retry?: ContractRetry): Api {
    return this.#install(this.client.connect({ retry }), config)
  }

  /** The same client, with other breakers as well. */
  beside({ connection }: Api, config?: HttpBreakersConfig): Api {
    return this.#install(connection, config)
  }

  #install(connection: ContractConnection, config?: HttpBreakersConfig): Api {
    const breakers = createHttpBreakers({ clock: this.clock, jitter: 0, ...config })
    const undo = connection.install(breakers)
    this.#undo.push(undo)
    this.#made.add(breakers)
    return new Api(breakers, connection, this.server.origin, undo)
  }

  /** What the first server does, to every request. */
  async play(...acts: readonly (ServerOutcome | number)[]): Promise<void> {
    await this.playOn(this.server, { '/*': acts })
  }

  async playOn(server: ContractServer, plan: ContractPlan): Promise<void> {
    await server.play(plainPlan(plan))
  }

  /** How many requests the first server has seen. */
  async hits(): Promise<number> {
    return this.server.hits()
  }

  /** Waits until the first server has seen so many requests. */
  async arrived(hits: number): Promise<void> {
    await until(async () => (await this.server.hits()) >= hits, `the arrival of ${hits} requests`)
  }

  /** Before a case: servers that have seen nothing and answer 200. */
  async open(): Promise<void> {
    for (const server of [this.server, this.otherServer]) {
      await server.reset()
      await this.playOn(server, { '/*': [{ kind: 'ok', status: 200, headers: {}, body: 'ok' }] })
    }
  }

  /** After a case, whatever it was about: every permit came back, and the breakers counted what the servers saw. */
  async check(): Promise<void> {
    let admitted = 0
    for (const { manager } of this.#made) {
      for (const breaker of manager) {
        const { name, inFlight, metrics } = breaker.getStatus()
        same(inFlight, 0, `the calls of ${name} in flight after the case`)
        const { successes, failures, ignored, throttled, late, totalRequests } = metrics
        same(successes + failures + ignored + throttled + late, totalRequests, `the settled calls of ${name}`)
        // A declared route is named after its host and path: its host admitted the same attempts.
        if (!name.includes('/')) admitted += totalRequests
      }
    }
    const expected = admitted - this.unsent
    const hits = async () => (await this.server.hits()) + (await this.otherServer.hits())
    await until(async () => (await hits()) >= expected, `the arrival of ${expected} requests`)
    same(await hits(), expected, 'the requests that came to the servers')
  }

  /** After a case that holds, and after one that does not. */
  async close(): Promise<void> {
    for (const undo of this.#undo.toReversed()) undo()
    for (const server of [this.server, this.otherServer]) await server.reset()
  }
}
