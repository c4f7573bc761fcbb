import type { FleetPort } from '../port.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Script } from '../script.ts'

/** A connection to a memory store, which can be cut. */
export interface MemoryPort extends FleetPort {
  /** From now on this connection's calls wait and its messages are lost, until `heal`; then the calls run late. */
  cut(): void
  heal(): void
  /** Talks to another store from now on: the other side of a split, or what a failover promoted. */
  moveTo(store: MemoryStore): void
}

/** A store without a server, for tests and examples. All that a real one does wrong, it does when told. */
export interface MemoryStore {
  connect(): MemoryPort
  /** Hangs: calls wait, and run when it resumes, whoever still wants them. */
  pause(): void
  resume(): void
  /** Is gone: calls fail at once, until `start`. What it kept stays unless `empty` is called. */
  kill(): void
  start(): void
  /** Loses all data. */
  empty(): void
  /** A second store with the same data, as a replica has it; they know nothing of each other from then on. */
  fork(): MemoryStore
  /** Sets the server's clock forward, or back. */
  stepClock(ms: number): void
  /** While true, nothing that is published arrives. */
  losesMessages: boolean
  /** Whether keys expire that nobody has touched for an hour. @default true */
  expires: boolean
  /** How long a call takes on its way there, in milliseconds, and a reply or message on its way back. */
  delayMs: number
  /** How many calls of each script have run. */
  readonly ran: Readonly<Partial<Record<Script['name'], number>>>
}

/** Hears what is published in a store. */
export type Hear = (channel: string, message: string) => void

/** What a connection needs of its store. */
export interface Host extends MemoryStore {
  readonly hearing: Set<Hear>
  readonly scheduler: Scheduler
  run(script: Script, args: readonly string[]): Promise<unknown>
}
