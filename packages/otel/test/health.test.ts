import { type Health, healthOf, healthResponse } from '@recloser/otel/health'
import { describe, expect, it } from 'vitest'
import { createScene } from './outage.ts'

const critical = ['payments']

const ask = async (manager: ReturnType<typeof createScene>['manager'], method = 'GET') => {
  const response = healthResponse(manager, { critical }, { method })
  const text = await response.text()
  return { response, body: text === '' ? undefined : (JSON.parse(text) as Health) }
}

describe('the health of an instance', () => {
  it('passes before anything was called, and while every circuit is closed', async () => {
    const { manager, succeed } = createScene()
    expect(healthOf(manager)).toEqual({ status: 'pass', checks: {} })
    succeed('payments')
    const { response, body } = await ask(manager)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/health+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(body?.checks['payments:circuit']).toMatchObject([
      { componentId: 'payments', componentType: 'component', observedValue: 'closed', status: 'pass' },
    ])
    expect(body).not.toHaveProperty('output')
  })

  it('warns with 200 when a dependency is open that it can do without', async () => {
    const { manager, fail } = createScene()
    fail('recommendations')
    const { response, body } = await ask(manager)
    expect([response.status, body?.status]).toEqual([200, 'warn'])
    expect(body?.output).toBe('Circuit breaker "recommendations" is open (failure-threshold), retry in 20 s')
  })

  it('fails with 503 when a critical dependency is open, and warns while it is probed', async () => {
    const { manager, fail, clock } = createScene()
    fail('payments')
    fail('recommendations')
    const { response, body } = await ask(manager)
    expect([response.status, body?.status]).toEqual([503, 'fail'])
    expect(Object.values(body?.checks ?? {}).flatMap(([check]) => check?.status)).toEqual(['fail', 'warn'])
    expect(body?.output?.split('; ')).toHaveLength(2)
    clock.advance(20_000)
    expect((await ask(manager)).response.status).toBe(200)
  })

  it('spells a port so that a check has one colon', () => {
    const { manager, succeed } = createScene()
    succeed('api.example.com:8443')
    expect(Object.keys(healthOf(manager).checks)).toEqual(['api.example.com%3A8443:circuit'])
  })

  it('keeps a check for a name that every object has', () => {
    const { manager, succeed } = createScene()
    succeed('__proto__')
    expect(Object.keys(healthOf(manager).checks)).toEqual(['__proto__:circuit'])
  })

  it('answers HEAD without a body, and other methods with 405', async () => {
    const { manager } = createScene()
    expect(await ask(manager, 'HEAD')).toMatchObject({ response: { status: 200 }, body: undefined })
    const { response } = await ask(manager, 'POST')
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})
