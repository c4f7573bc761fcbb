import { type CircuitBreakerError, REJECTED } from '@recloser/core'
import { DEV } from '../words.ts'
import type { Attempt } from './booking.ts'
import { judge } from './classify.ts'
import { exchangeOf, type HttpRequest } from './exchange.ts'
import type { Passage } from './passage.ts'
import { safely } from './safely.ts'
import { noteGuard, watchAborts } from './warnings.ts'

/**
 * Asks the breakers of a passage for the right to send one message.
 *
 * @returns the attempt, to be settled exactly once, or the rejection
 */
export const begin = (passage: Passage, request: HttpRequest): Attempt | CircuitBreakerError => {
  const { host, routed, plan } = passage
  // Read before there is a permit, which a clock that throws would keep.
  const startedAt = plan.clock?.now() ?? 0
  const hostPermit = host.acquire()
  let route = host
  let routePermit = REJECTED
  try {
    // Made only now: the host's breaker, with a call in flight, can no longer be the one that makes room for it.
    route = passage.route()
    routePermit = hostPermit && routed ? route.acquire() : hostPermit
  } finally {
    if (routePermit === REJECTED) host.settle(hostPermit, 'ignored')
  }
  if (routePermit === REJECTED) return (hostPermit === REJECTED ? host : route).rejection()
  return {
    judge(reading, error) {
      const routeMs = plan.clock && plan.clock.now() - startedAt
      const exchange = exchangeOf(request, reading, error, routeMs ?? 0)
      const { outcome, waitMs } = judge(exchange, plan)
      const blame = routed?.attribute(exchange, outcome) ?? { host: outcome, route: outcome }
      // A slow answer is the route's too: where there is one, the slow rule of the host gets nothing to judge.
      const hostMs = routed && host.config.slowCallMs !== false ? undefined : routeMs
      if (DEV) noteGuard(this, host)
      if (DEV) watchAborts(this, route, exchange, outcome)
      return { ...blame, waitMs, hostMs, routeMs, _rank: ['throttled', 'failure'].indexOf(outcome) }
    },
    settle({ host: hostOutcome, route: routeOutcome, waitMs, hostMs, routeMs }) {
      // Each for itself: where a clock throws, the other permit must come back, and the caller get its answer.
      safely(() => host.settle(hostPermit, hostOutcome, hostMs, waitMs), undefined)
      if (routed) safely(() => route.settle(routePermit, routeOutcome, routeMs, waitMs), undefined)
    },
  }
}
