import type { Circuit, CircuitTransition, Clock } from '@recloser/core'
import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { outage, status } from '@recloser/testing'
import { type MisbehavingServer, misbehavingServer } from '@recloser/testing/server'
import type { Scenario } from './scenario.ts'
import { Traffic } from './traffic.ts'

/** A host of the demo: a real server, the breaker in front of it, and the calls to it. */
export interface Site {
  readonly label: 'catalog' | 'payments'
  /** The name of its breaker. */
  readonly host: string
  readonly server: MisbehavingServer
  readonly breaker: Circuit
  readonly traffic: Traffic
}

/** All that takes part, before the curtain rises. */
export interface Stage extends AsyncDisposable {
  readonly catalog: Site
  readonly payments: Site
  /** Of both breakers, in order. */
  readonly transitions: readonly CircuitTransition[]
}

/** Starts the servers and installs the breakers: this is all that a program needs to do. */
export async function buildStage(scenario: Scenario, clock: Clock, startedAt: number): Promise<Stage> {
  const down = [startedAt + scenario.outageFromMs, startedAt + scenario.outageToMs] as const
  const servers = await Promise.all([
    misbehavingServer(),
    misbehavingServer(outage([down], { clock, outcome: status(503) })),
  ])
  const [catalogHost, paymentsHost] = [hostOf(servers[0]), hostOf(servers[1])]

  const breakers = createHttpBreakers({
    clock,
    failureThreshold: 5,
    hosts: {
      [catalogHost]: {},
      [paymentsHost]: { openDurationMs: 1_000, maxBackoffMs: 3_000 },
    },
  })
  const api = wrapFetch(breakers)
  const transitions: CircuitTransition[] = []
  breakers.manager.on('transition', transition => transitions.push(transition))

  const site = (label: Site['label'], host: string, server: MisbehavingServer): Site => {
    const breaker = breakers.breakerFor(server.url)
    if (breaker === undefined) throw new Error(`nothing guards ${label}`)
    const ask = async (path: string) => {
      const response = await api(server.url + path, { signal: AbortSignal.timeout(3_000) })
      await response.arrayBuffer()
      return response
    }
    return { label, host, server, breaker, traffic: new Traffic(ask) }
  }
  return {
    catalog: site('catalog', catalogHost, servers[0]),
    payments: site('payments', paymentsHost, servers[1]),
    transitions,
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map(server => server.close()))
    },
  }
}

function hostOf(server: MisbehavingServer): string {
  return new URL(server.url).host
}
