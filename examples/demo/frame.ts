import type { CircuitBreakerStatus, CircuitTransition } from '@recloser/core'
import type { Scenario } from './scenario.ts'
import type { Site, Stage } from './stage.ts'
import type { Call } from './traffic.ts'

/** One host at one moment. */
export interface SiteFrame {
  readonly label: Site['label']
  readonly host: string
  readonly status: CircuitBreakerStatus
  readonly calls: readonly Call[]
}

/** Something that happened, and when. */
export interface Happening {
  readonly atMs: number
  readonly text: string
}

/** The whole demo at one moment: what is shown is drawn from this alone. */
export interface Frame {
  readonly atMs: number
  readonly scenario: Scenario
  readonly sites: readonly SiteFrame[]
  readonly happenings: readonly Happening[]
}

/** Reads servers and breakers. */
export function frameOf(stage: Stage, scenario: Scenario, atMs: number, startedAt: number): Frame {
  const sites = [stage.catalog, stage.payments]
  return {
    atMs,
    scenario,
    sites: sites.map(({ label, host, breaker, traffic }) => ({
      label,
      host,
      status: breaker.getStatus(),
      calls: traffic.calls,
    })),
    happenings: happeningsOf(
      stage.transitions.map(transition => ({
        ...transition,
        at: transition.at - startedAt,
        name: sites.find(({ host }) => host === transition.name)?.label ?? transition.name,
      })),
      scenario,
      atMs,
    ),
  }
}

function happeningsOf(
  transitions: readonly CircuitTransition[],
  scenario: Scenario,
  atMs: number,
): Happening[] {
  const outage = [
    { atMs: scenario.outageFromMs, text: 'payments begins to answer 503' },
    { atMs: scenario.outageToMs, text: 'payments is well again' },
  ]
  const happenings = transitions.map(transition => ({ atMs: transition.at, text: sentenceOf(transition) }))
  return [...outage.filter(event => event.atMs <= atMs), ...happenings].toSorted(
    (one, other) => one.atMs - other.atMs,
  )
}

function sentenceOf({ name, from, to, reason, retryAfterMs = 0 }: CircuitTransition): string {
  const wait = to === 'open' ? `, next try in ${inSeconds(retryAfterMs)}` : ''
  return `${name}: ${from} → ${to} (${reason})${wait}`
}

/** `1.4 s` */
export function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
