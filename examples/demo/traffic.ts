import { isCircuitBreakerError } from '@recloser/fetch'

/** One call and what its caller saw of it. */
export interface Call {
  /** Stands in the log of the server too, if the call got there. */
  readonly path: string
  /** When it was made, in milliseconds from the start. */
  readonly atMs: number
  readonly fate: 'pending' | 'answered' | 'failed' | 'rejected'
}

type Ask = (path: string) => Promise<{ ok: boolean }>

/** The calls to one host, each with its fate. */
export class Traffic {
  readonly #ask: Ask
  readonly #calls: { path: string; atMs: number; fate: Call['fate'] }[] = []
  readonly #inFlight = new Set<Promise<void>>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  get calls(): readonly Call[] {
    return this.#calls
  }

  /** Makes one call, and does not wait for it. */
  send(atMs: number): void {
    const call = { path: `/calls/${this.#calls.length + 1}`, atMs, fate: 'pending' as Call['fate'] }
    this.#calls.push(call)
    const settled = this.#fateOf(call.path).then(fate => {
      call.fate = fate
      this.#inFlight.delete(settled)
    })
    this.#inFlight.add(settled)
  }

  /** Resolves when every call made so far has met its fate. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight)
  }

  async #fateOf(path: string): Promise<Call['fate']> {
    try {
      return (await this.#ask(path)).ok ? 'answered' : 'failed'
    } catch (error) {
      return isCircuitBreakerError(error) ? 'rejected' : 'failed'
    }
  }
}
