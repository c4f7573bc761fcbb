import {
  type Circuit,
  type CircuitBreakerError,
  type CircuitBreakerMetrics,
  type CircuitState,
  isCircuitBreakerError,
} from '@recloser/core'
import type { HttpBreakers } from '@recloser/core/http'
import type { ContractAnswer, ContractConnection, ContractRequest } from './client.ts'
import { claim, rejection, same } from './expect.ts'

/** A request of a case: to the first server, unless it has a URL. */
export interface Asked extends Omit<ContractRequest, 'url'> {
  /** @default one that no request before had: browsers make the same URL wait for its first answer */
  readonly path?: string
  readonly url?: string
}

/** What became of calls, without what is none. */
export type Tally = Partial<Pick<CircuitBreakerMetrics, 'successes' | 'failures' | 'ignored' | 'throttled'>>

/** A client with breakers, and the words of the cases. A breaker is named by its name; the default is the first server's. */
export class Api {
  readonly breakers: HttpBreakers
  readonly connection: ContractConnection
  /** Takes the breakers off the client. */
  readonly undo: () => void
  readonly #origin: string
  #sent = 0

  constructor(breakers: HttpBreakers, connection: ContractConnection, origin: string, undo: () => void) {
    this.breakers = breakers
    this.undo = undo
    this.connection = connection
    this.#origin = origin
  }

  send({ path = `/${++this.#sent}`, ...asked }: Asked = {}): Promise<ContractAnswer> {
    return this.connection.send({ url: this.#origin + path, ...asked })
  }

  /** Sends so many requests, one after the other, and lets whatever comes of them be. */
  async sendTimes(times: number, asked: Asked = {}): Promise<void> {
    for (let sent = 0; sent < times; sent++) await this.send(asked).catch(() => {})
  }

  /** Sends so many requests at once, and lets whatever comes of them be. */
  async sendAll(count: number, asked: Asked = {}): Promise<void> {
    await Promise.allSettled(Array.from({ length: count }, () => this.send(asked)))
  }

  /** What a request that must not be answered rejects with. */
  async failure(asked: Asked = {}): Promise<unknown> {
    return rejection(this.send(asked), 'a request that fails')
  }

  /** The rejection of a request that a breaker must refuse. */
  async refusal(asked: Asked = {}): Promise<CircuitBreakerError> {
    const error = await rejection(this.send(asked), 'a request that is refused')
    claim(isCircuitBreakerError(error), `the rejection should be a breaker's, got ${String(error)}`)
    return error
  }

  get host(): string {
    return new URL(this.#origin).host
  }

  breaker(name: string = this.host): Circuit {
    const breaker = this.breakers.manager.get(name)
    const names = [...this.breakers.manager].map(other => other.name)
    claim(breaker !== undefined, `there should be a breaker named ${name}, there are: ${names.join(', ')}`)
    return breaker
  }

  expectState(state: CircuitState, name?: string): void {
    const breaker = this.breaker(name)
    same(breaker.state, state, `the state of ${breaker.name}`)
  }

  expectTally(tally: Tally, name?: string): void {
    const breaker = this.breaker(name)
    const { successes, failures, ignored, throttled } = breaker.getStatus().metrics
    const none = { successes: 0, failures: 0, ignored: 0, throttled: 0 }
    same({ successes, failures, ignored, throttled }, { ...none, ...tally }, `what ${breaker.name} counted`)
  }
}
