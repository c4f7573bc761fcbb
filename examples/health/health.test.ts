import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CircuitBreakerManager } from '@recloser/core'
import { type Health, healthOf } from '@recloser/otel/health'
import { manualClock } from '@recloser/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createService } from './server.ts'

const clock = manualClock()
const config = { clock, jitter: 0, failureThreshold: 2, openDurationMs: 30_000, successThreshold: 1 }
const down = new Set<string>()
const depend = (name: string) => async () => {
  if (down.has(name)) throw new Error(`${name} is down`)
  return `${name} answers`
}

let manager: CircuitBreakerManager
let server: Server
let url: string

beforeEach(async () => {
  down.clear()
  manager = new CircuitBreakerManager({ defaults: config })
  server = createService(manager, {
    payments: depend('payments'),
    recommendations: depend('recommendations'),
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (path: string, method = 'GET') =>
  fetch(url + path, { method, signal: AbortSignal.timeout(5_000) })

async function breakDown(name: string): Promise<void> {
  down.add(name)
  for (let call = 0; call < 2; call += 1) expect((await ask(`/${name}`)).status).toBe(502)
}

async function health(): Promise<{ code: number; type: string | null; body: Health }> {
  const response = await ask('/health')
  return {
    code: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as Health,
  }
}

describe('the health endpoint', () => {
  it('passes while every circuit is closed', async () => {
    await ask('/payments')
    const { code, type, body } = await health()
    expect([code, type]).toEqual([200, 'application/health+json'])
    expect(body.status).toBe('pass')
    expect(body).not.toHaveProperty('output')
    expect(body.checks['payments:circuit']).toMatchObject([
      { componentId: 'payments', observedValue: 'closed', status: 'pass' },
    ])
  })

  it('passes before anything was called', async () => {
    expect((await health()).body).toEqual({ status: 'pass', checks: {} })
  })

  it('warns with 200 when a dependency is open that the service can do without', async () => {
    await breakDown('recommendations')
    const { code, body } = await health()
    expect([code, body.status]).toEqual([200, 'warn'])
    expect(body.output).toBe('Circuit breaker "recommendations" is open (failure-threshold), retry in 30 s')
  })

  it('fails with 503 when a critical dependency is open, and warns once it is probed', async () => {
    await breakDown('payments')
    expect(await health()).toMatchObject({ code: 503, body: { status: 'fail' } })
    clock.advance(30_000)
    expect(await health()).toMatchObject({ code: 200, body: { status: 'warn' } })
    down.clear()
    await ask('/payments')
    expect(await health()).toMatchObject({ code: 200, body: { status: 'pass' } })
  })

  it('is as bad as the worst of its checks', async () => {
    await breakDown('payments')
    await breakDown('recommendations')
    const { checks, output } = (await health()).body
    expect(Object.values(checks).flatMap(([check]) => check?.status)).toEqual(['fail', 'warn'])
    expect(output?.split('; ')).toHaveLength(2)
  })

  it('spells a port so that a check has one colon', () => {
    manager.create('api.example.com:8443')
    expect(Object.keys(healthOf(manager).checks)).toEqual(['api.example.com%3A8443:circuit'])
  })

  it('answers HEAD without a body, other methods with 405, other paths with 404', async () => {
    const head = await ask('/health', 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await ask('/health', 'POST')).status).toBe(405)
    expect((await ask('/elsewhere')).status).toBe(404)
  })
})

it('tells its own callers how long to wait while a circuit is open', async () => {
  await breakDown('payments')
  const response = await ask('/payments')
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
})
