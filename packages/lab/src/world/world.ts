import type { Latency } from './latency.ts'

/** A world: who calls, what answers, and what goes wrong. Times are milliseconds from the start. */
export interface World {
  readonly durationMs: number
  /** Calls a second of all clients together, at random moments. */
  readonly callsPerSecond: number
  /** When there are more calls than usual, or fewer. */
  readonly bursts?: readonly Burst[] | undefined
  /** How many processes or pages call; each has breakers of its own. @default 1 */
  readonly clients?: number | undefined
  /** How often a failed attempt is repeated. A rejection is not repeated. @default 0 */
  readonly retries?: number | undefined
  /** How long a client waits before it repeats: always the same, or before the first, the second, … retry. @default 0 */
  readonly retryDelayMs?: number | readonly number[] | undefined
  /** Retries cost a token each; a success earns a part of one. @default none: retries are free */
  readonly retryTokens?: RetryTokens | undefined
  /** How long a client waits for an answer. @default Infinity */
  readonly timeoutMs?: number | undefined
  /** Parts of the data, each on servers of its own; a call needs one of them. @default 1 */
  readonly shards?: number | undefined
  /** Servers for each shard, among which a balancer chooses at random. @default 1 */
  readonly instances?: number | undefined
  /** Whether a client has one breaker for the service, or one for each shard. @default 'service' */
  readonly breakerPer?: 'service' | 'shard' | undefined
  readonly latency: Latency
  /** What one instance can do at once. @default no limit */
  readonly capacity?: Capacity | undefined
  readonly faults?: readonly Fault[] | undefined
}

/** A stretch of time with so many times the usual calls. */
export interface Burst {
  readonly fromMs: number
  readonly toMs: number
  readonly factor: number
}

/** A retry budget for each client. */
export interface RetryTokens {
  /** What each client begins with, and cannot exceed. */
  readonly most: number
  /** What a success earns. A retry costs 1. */
  readonly perSuccess: number
}

/** What one instance can do at once. */
export interface Capacity {
  /** Calls that are worked on at once. */
  readonly workers: number
  /** Calls that wait for a worker. More are refused at once. */
  readonly queue: number
}

/** What goes wrong, and where: on every instance of every shard unless one is named. */
export type Fault = {
  readonly fromMs: number
  readonly toMs: number
  readonly shard?: number | undefined
  readonly instance?: number | undefined
} & (
  | {
      /** A share of the attempts fails; with 1 it is an outage. */
      readonly kind: 'errors'
      readonly share: number
      /** How long a failing attempt takes. @default as long as any */
      readonly afterMs?: number | undefined
    }
  /** Everything takes so many times as long. */
  | { readonly kind: 'slow'; readonly factor: number }
  /** Every so often a connection dies, and all attempts under way fail. */
  | { readonly kind: 'dying-connection'; readonly everyMs: number }
)
