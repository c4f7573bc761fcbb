import type { Evidence, SiteEvidence } from './evidence.ts'
import { inSeconds } from './frame.ts'
import type { Call } from './traffic.ts'

/** Something that the demo says of itself, and whether the logs bear it out. */
export interface Claim {
  readonly holds: boolean
  readonly text: string
}

/** What the demo is there to show. */
export function claimsOf(evidence: Evidence): Claim[] {
  return [noticed(evidence), spared(evidence), recovered(evidence), unharmed(evidence), agreed(evidence)]
}

function noticed({ scenario, payments }: Evidence): Claim {
  const trip = payments.transitions[0]
  if (trip?.reason !== 'failure-threshold') return { holds: false, text: 'Noticed: never, no rule tripped' }
  const tookMs = trip.at - scenario.outageFromMs
  const failures = payments.calls.filter(({ fate, atMs }) => fate === 'failed' && atMs <= trip.at).length
  return {
    holds: tookMs >= 0 && failures >= trip.counts.run && trip.at < scenario.outageToMs,
    text: `Noticed after ${Math.round(tookMs)} ms: ${trip.counts.run} failures in a row`,
  }
}

function spared({ scenario, payments }: Evidence): Claim {
  const inOutage = ({ atMs }: Call) => atMs >= scenario.outageFromMs && atMs < scenario.outageToMs
  const calls = payments.calls.filter(inOutage)
  const rejected = calls.filter(({ fate }) => fate === 'rejected').length
  const refused = new Set(
    payments.log.filter(({ outcome }) => outcome === 'status 503').map(({ path }) => path),
  )
  const seen = calls.filter(({ path }) => refused.has(path)).length
  return {
    // One call may be made before the end of the outage and arrive after it.
    holds: rejected > seen && rejected + seen >= calls.length - 1,
    text: `Spared ${rejected} of the ${calls.length} calls made in the outage: the server saw ${seen}`,
  }
}

function recovered({ scenario, payments }: Evidence): Claim {
  const recovery = payments.transitions.find(({ reason }) => reason === 'probes-succeeded')
  if (recovery === undefined) return { holds: false, text: 'Back: never' }
  const probes = payments.transitions.filter(({ reason }) => reason === 'probe-failed').length
  const since = payments.calls.filter(({ atMs }) => atMs > recovery.at)
  const answered = since.filter(({ fate }) => fate === 'answered').length
  const tookMs = recovery.at - scenario.outageToMs
  return {
    holds: tookMs > 0 && since.length > 0 && answered === since.length && payments.status.state === 'closed',
    text: `Back ${inSeconds(tookMs)} after the outage: ${answered} of ${since.length} calls since answered, ${probes} probes failed`,
  }
}

function unharmed({ catalog }: Evidence): Claim {
  const answered = catalog.calls.filter(({ fate }) => fate === 'answered').length
  const { failures, rejected } = catalog.status.metrics
  return {
    holds:
      answered === catalog.calls.length &&
      catalog.transitions.length === 0 &&
      failures + rejected === 0 &&
      catalog.log.every(({ outcome }) => outcome === 'ok'),
    text: `The healthy host never noticed: ${answered} of its ${catalog.calls.length} calls answered`,
  }
}

/** Callers, breakers and servers each kept a log, and they say the same. */
function agreed({ catalog, payments }: Evidence): Claim {
  const sites = [catalog, payments]
  const made = sum(sites, ({ calls }) => calls.length)
  const arrived = sum(sites, ({ log }) => log.length)
  const rejected = sum(sites, ({ status }) => status.metrics.rejected)
  const inFlight = sum(sites, ({ status }) => status.inFlight)
  return {
    holds: made > 0 && inFlight === 0 && sites.every(agrees),
    text: `Three logs agree: ${made} calls, ${arrived} at the servers, ${rejected} rejected, ${inFlight} in flight`,
  }
}

function agrees({ calls, status, log }: SiteEvidence): boolean {
  const rejected = calls.filter(({ fate }) => fate === 'rejected').length
  const arrived = new Set(log.map(({ path }) => path))
  return (
    rejected === status.metrics.rejected &&
    log.length === status.metrics.totalRequests &&
    arrived.size === log.length &&
    calls.every(({ path, fate }) => arrived.has(path) === (fate !== 'rejected'))
  )
}

function sum(sites: readonly SiteEvidence[], read: (site: SiteEvidence) => number): number {
  return sites.reduce((total, site) => total + read(site), 0)
}
