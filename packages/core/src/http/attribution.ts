import type { Outcome } from '@recloser/core'
import type { HttpExchange } from './exchange.ts'
import { isTransportError } from './transport-error.ts'

/** What the breakers of host and route book for one attempt. */
export interface Attribution {
  readonly host: Outcome
  readonly route: Outcome
}

/**
 * Who is at fault when an attempt went through both breakers. A failed connection is the host's, of which the route
 * learns nothing. All else is the route's: of it the host learns that it answered, or nothing.
 */
export const attribute = ({ kind, error }: HttpExchange, outcome: Outcome): Attribution => {
  if (outcome === 'ignored') return { host: outcome, route: outcome }
  if (outcome === 'failure' && kind === 'network' && isTransportError(error))
    return { host: outcome, route: 'ignored' }
  return { host: kind === 'response' ? 'success' : 'ignored', route: outcome }
}
