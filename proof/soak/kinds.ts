import type { Outcome } from '@recloser/core'
import { hang, networkError, ok, type ServerOutcome, slow, status } from '@recloser/testing'

/** How a call may fare: what the server does, and what the breakers are to make of it. */
interface Kind {
  readonly server: ServerOutcome
  readonly outcome: Outcome
  /** Whether the client may leave before the server has seen it. */
  readonly mayLeave?: boolean
}

/** By the path of the request, which is the plan: the server does what the client asks for. */
export const KINDS = {
  ok: { server: ok, outcome: 'success' },
  missing: { server: status(404), outcome: 'success' },
  slow: { server: slow(10), outcome: 'success' },
  broken: { server: status(503), outcome: 'failure' },
  reset: { server: networkError, outcome: 'failure' },
  hang: { server: hang, outcome: 'failure', mayLeave: true },
  abort: { server: hang, outcome: 'ignored', mayLeave: true },
  throttled: { server: status(429, { headers: { 'retry-after': '0.02' } }), outcome: 'throttled' },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof KINDS

export const kindNames: readonly KindName[] = Object.keys(KINDS) as KindName[]
