import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Sample } from './case.ts'

/** The process of one case: it makes ready, then measures a round whenever it is told to. */
export class Child {
  readonly #process: ChildProcess
  readonly #title: string

  private constructor(title: string, process: ChildProcess) {
    this.#title = title
    this.#process = process
  }

  /** Resolves when the case is made and warm. */
  static async start(worker: string, words: readonly string[], flags: readonly string[]): Promise<Child> {
    // What the caller's Node was told is not for the measured one.
    const { NODE_OPTIONS: _, ...env } = process.env
    const script = new URL(`../workers/${worker}.ts`, import.meta.url)
    const child = new Child(
      [worker, ...words].join(' '),
      fork(script, words, { env, execArgv: [...flags], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    )
    await child.#hear()
    return child
  }

  async measure(): Promise<Sample> {
    this.#process.send('measure')
    return (await this.#hear()) as Sample
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit')
    this.#process.disconnect()
    await exit
  }

  async #hear(): Promise<unknown> {
    const ended = new AbortController()
    const { signal } = ended
    try {
      const exit = once(this.#process, 'exit', { signal }).then(([code]) => {
        throw new Error(`"${this.#title}" ended with ${code}`)
      })
      const [message] = await Promise.race([once(this.#process, 'message', { signal }), exit])
      return message
    } finally {
      ended.abort()
    }
  }
}
