import { type Scheduler, systemScheduler } from '../scheduler.ts'
import type { Script } from '../script.ts'
import { Database, type Moment } from './database.ts'
import { Port } from './memory-port.ts'
import { twins } from './twins/all.ts'
import type { Hear, Host, MemoryPort, MemoryStore } from './types.ts'

/** Makes a store in memory. */
export function memoryStore(scheduler: Scheduler = systemScheduler): MemoryStore {
  return new Store(scheduler, new Map(), 1.7e12)
}

class Store implements Host {
  losesMessages = false
  expires = true
  delayMs = 0
  readonly ran: Partial<Record<Script['name'], number>> = {}
  readonly hearing: Set<Hear> = new Set()
  readonly scheduler: Scheduler
  readonly #fleets: Map<string, Database>
  #clockStartsAt: number
  #isGone = false
  #waiting: (() => void)[] | undefined

  constructor(scheduler: Scheduler, fleets: Map<string, Database>, clockStartsAt: number) {
    this.scheduler = scheduler
    this.#fleets = fleets
    this.#clockStartsAt = clockStartsAt
  }

  connect(): MemoryPort {
    return new Port(this)
  }

  pause(): void {
    this.#waiting ??= []
  }

  resume(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const run of waiting) run()
  }

  kill(): void {
    this.#isGone = true
  }

  start(): void {
    this.#isGone = false
  }

  empty(): void {
    this.#fleets.clear()
  }

  fork(): MemoryStore {
    const copies = [...this.#fleets].map(([channel, data]) => [channel, data.copy()] as const)
    return new Store(this.scheduler, new Map(copies), this.#clockStartsAt)
  }

  stepClock(ms: number): void {
    this.#clockStartsAt += ms
  }

  /** Runs the call as soon as the store does anything. */
  run(script: Script, [channel = '', ...args]: readonly string[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const execute = (): void => {
        if (this.#isGone) {
          reject(new Error('the store is gone'))
          return
        }
        try {
          resolve(this.#execute(script.name, channel, args))
        } catch (error) {
          reject(error)
        }
      }
      if (this.#waiting === undefined || this.#isGone) execute()
      else this.#waiting.push(execute)
    })
  }

  #execute(name: Script['name'], channel: string, args: readonly string[]): unknown[] {
    this.ran[name] = (this.ran[name] ?? 0) + 1
    const now = Math.floor(this.#clockStartsAt + this.scheduler.now())
    const data = this.#fleets.get(channel) ?? new Database()
    this.#fleets.set(channel, data)
    if (this.expires) data.expire(now)
    const publish: Moment['publish'] = message => {
      if (!this.losesMessages) for (const hear of [...this.hearing]) hear(channel, message)
    }
    return twins[name](data, args, { now, publish })
  }
}
