import { type CircuitBreakerError, REJECTED } from '@recloser/core'
import { type Attribution, attribute } from './attribution.ts'
import { judge } from './classify.ts'
import { exchangeOf, type HttpReading, type HttpRequest } from './exchange.ts'
import type { Passage } from './passage.ts'
import { safely } from './report.ts'

/** What is booked for an attempt, by host and by route. */
export interface Decision extends Attribution {
  readonly waitMs?: number | undefined
  readonly hostMs?: number | undefined
  readonly routeMs?: number | undefined
  /** How bad it is: a failure 1, a wait 0, all else -1. */
  readonly _rank: number
}

export const NOTHING: Decision = { host: 'ignored', route: 'ignored', _rank: -1 }

/**
 * Asks the breakers of a passage for the right to send one message.
 *
 * @returns the attempt, to be settled exactly once, or the rejection
 */
export const begin = (passage: Passage, request: HttpRequest): Attempt | CircuitBreakerError => {
  const { host, isRouted, plan } = passage
  // Read before there is a permit, which a clock that throws would keep.
  const startedAt = plan.clock?.now() ?? 0
  const hostPermit = host.acquire()
  let routePermit = REJECTED
  let route = host
  try {
    // Made only now: the host's breaker, with a call in flight, can no longer be the one that makes room for it.
    route = passage.route()
    routePermit = hostPermit && route.acquire()
  } finally {
    if (routePermit === REJECTED) host.settle(hostPermit, 'ignored')
  }
  if (routePermit === REJECTED) return (hostPermit === REJECTED ? host : route).rejection()
  return {
    judge(reading, error) {
      const routeMs = plan.clock && plan.clock.now() - startedAt
      const exchange = exchangeOf(request, reading, error, routeMs ?? 0)
      const { outcome, waitMs } = judge(exchange, plan)
      const _rank = ['throttled', 'failure'].indexOf(outcome)
      if (!isRouted) return { host: outcome, route: outcome, waitMs, hostMs: routeMs, _rank }
      // A slow answer is the route's too: the slow rule of the host gets nothing to judge.
      const hostMs = host.config.slowCallMs === false ? routeMs : undefined
      return { ...attribute(exchange, outcome), waitMs, hostMs, routeMs, _rank }
    },
    settle(decision) {
      const { waitMs } = decision
      // Each for itself: where a clock throws, the other permit must come back, and the caller get its answer.
      safely(() => host.settle(hostPermit, decision.host, decision.hostMs, waitMs), undefined)
      safely(() => route.settle(routePermit, decision.route, decision.routeMs, waitMs), undefined)
    },
  }
}

/** One message that both breakers have admitted: the only place where a permit of an HTTP call lives. */
export interface Attempt {
  /** The verdict on what came of it, as of now. */
  judge(reading: HttpReading, error: unknown): Decision
  /** Books a verdict and gives the permits back. To be called once. */
  settle(decision: Decision): void
}
