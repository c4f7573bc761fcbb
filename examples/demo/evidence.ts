import type { CircuitBreakerStatus, CircuitTransition } from '@recloser/core'
import type { LogEntry } from '@recloser/testing'
import type { Scenario } from './scenario.ts'
import type { Site, Stage } from './stage.ts'
import type { Call } from './traffic.ts'

/** What one host leaves behind: three logs, kept by three parties. */
export interface SiteEvidence {
  /** The callers'. */
  readonly calls: readonly Call[]
  /** The breaker's. Times are in milliseconds from the start. */
  readonly transitions: readonly CircuitTransition[]
  readonly status: CircuitBreakerStatus
  /** The server's. */
  readonly log: readonly LogEntry[]
}

/** All that a verdict on the demo is made from. */
export interface Evidence {
  readonly scenario: Scenario
  readonly catalog: SiteEvidence
  readonly payments: SiteEvidence
}

/** Gathers the logs, once all is over. */
export function evidenceOf(stage: Stage, scenario: Scenario, startedAt: number): Evidence {
  const gather = ({ host, breaker, server, traffic }: Site): SiteEvidence => ({
    calls: traffic.calls,
    transitions: stage.transitions
      .filter(({ name }) => name === host)
      .map(transition => ({ ...transition, at: transition.at - startedAt })),
    status: breaker.getStatus(),
    log: server.log,
  })
  return { scenario, catalog: gather(stage.catalog), payments: gather(stage.payments) }
}
