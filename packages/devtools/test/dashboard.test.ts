import { createDashboard, type DashboardOptions } from '@recloser/devtools/dashboard'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createManager } from './dashboard-server.ts'
import { eventsOf } from './events.ts'

const origin = 'https://admin.example.com'
const base = `${origin}/breakers/`
const open = 'host-0.example.com'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const control: DashboardOptions = { authorize: () => 'control' }

interface Asked {
  body?: string
  headers?: Record<string, string>
  method?: string
}

/** As the panel itself asks. */
const ask = (options: DashboardOptions | undefined, asked: Asked = {}, manager = createManager()) =>
  createDashboard(
    manager,
    options,
  )(
    new Request(`${base}act`, {
      method: asked.method ?? 'POST',
      headers: {
        origin,
        'content-type': 'application/json',
        'x-recloser': '1',
        'sec-fetch-site': 'same-origin',
        ...asked.headers,
      },
      ...(asked.method === undefined && {
        body: asked.body ?? JSON.stringify({ name: open, action: 'forceClose' }),
      }),
    }),
  )

describe('an action', () => {
  it.each([
    ['forceClose', 'closed'],
    ['forceOpen', 'open'],
    ['probeNow', 'half-open'],
    ['reset', 'closed'],
  ])('%s is done by whoever may control', async (action, state) => {
    const manager = createManager()
    const onAction = vi.fn()
    const response = await ask(
      { ...control, onAction },
      { body: JSON.stringify({ name: open, action }) },
      manager,
    )
    expect(response.status).toBe(200)
    expect(manager.get(open)?.state).toBe(state)
    expect(onAction).toHaveBeenCalledWith(expect.objectContaining({ name: open, action }))
  })

  const refused: [string, DashboardOptions | undefined, Asked, number][] = [
    ['without authorize', undefined, {}, 403],
    ['by one who may read', { authorize: () => 'read' }, {}, 403],
    ['by one who may nothing', { authorize: () => 'none' }, {}, 403],
    [
      'from another site, by the browser’s word',
      control,
      { headers: { 'sec-fetch-site': 'cross-site' } },
      403,
    ],
    ['from a sibling site', control, { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['from another origin', control, { headers: { origin: 'https://evil.example' } }, 403],
    ['from a sandboxed page', control, { headers: { origin: 'null' } }, 403],
    ['from another port', control, { headers: { origin: `${origin}:8443` } }, 403],
    ['by a form', control, { headers: { 'content-type': 'text/plain' } }, 415],
    ['without the header of the panel', control, { headers: { 'x-recloser': '' } }, 415],
    ['by GET', control, { method: 'GET' }, 405],
    ['that does not exist', control, { body: '{"name":"host-0.example.com","action":"shutdown"}' }, 400],
    ['of the prototype', control, { body: '{"name":"host-0.example.com","action":"constructor"}' }, 400],
    ['that is no JSON', control, { body: '{' }, 400],
    ['that is null', control, { body: 'null' }, 400],
    ['that is endless', control, { body: JSON.stringify({ name: 'x'.repeat(5_000), action: 'reset' }) }, 400],
    ['on a breaker that is no more', control, { body: '{"name":"nobody","action":"reset"}' }, 404],
  ]
  it.each(refused)('%s is refused', async (_what, options, asked, status) => {
    const manager = createManager()
    const onAction = vi.fn()
    const response = await ask({ ...options, onAction }, asked, manager)
    expect(response.status).toBe(status)
    expect(manager.get(open)?.state).toBe('open')
    expect(onAction).not.toHaveBeenCalled()
  })

  it('is refused without an origin at all', async () => {
    const manager = createManager()
    const dashboard = createDashboard(manager, control)
    const body = JSON.stringify({ name: open, action: 'reset' })
    const headers = { 'content-type': 'application/json', 'x-recloser': '1' }
    const response = await dashboard(new Request(`${base}act`, { method: 'POST', headers, body }))
    expect([response.status, manager.get(open)?.state]).toEqual([403, 'open'])
  })

  it('is known by its host, since a proxy may have taken TLS away', async () => {
    const response = await ask(control, {
      headers: { host: 'panel.example.com', origin: 'https://panel.example.com' },
    })
    expect(response.status).toBe(200)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no session store')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no session store'))],
    ['answers true', () => true as never],
    ['answers nothing', () => undefined as never],
  ])('is refused when authorize %s, and that is reported', async (_what, authorize) => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const manager = createManager()
    expect((await ask({ authorize }, {}, manager)).status).toBe(403)
    expect(manager.get(open)?.state).toBe('open')
    expect(report).toHaveBeenCalledOnce()
  })

  it('is not done when the log fails', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const manager = createManager()
    const onAction = () => Promise.reject(new Error('disk full'))
    expect((await ask({ ...control, onAction }, {}, manager)).status).toBe(500)
    expect(manager.get(open)?.state).toBe('open')
  })
})

describe('the page', () => {
  const get = (
    path: string,
    headers: Record<string, string> = {},
    options: DashboardOptions = {},
    method = 'GET',
  ) => createDashboard(createManager(), options)(new Request(base + path, { headers, method }))

  it('brings no inline script and allows none', async () => {
    const response = await get('')
    const csp = response.headers.get('content-security-policy') ?? ''
    expect(csp).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(csp).not.toContain('unsafe')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(csp).toContain("frame-ancestors 'none'")
  })

  it('sends a script once', async () => {
    const first = await get('page.js')
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
    const tag = first.headers.get('etag') ?? ''
    expect((await get('page.js', { 'if-none-match': tag })).status).toBe(304)
  })

  it.each(['package.json', '..%2f..%2fpackage.json', 'constructor', '__proto__', 'page.js.map'])(
    'has no file %s',
    async path => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it('may be opened by a link from elsewhere, and not be read by a script from there', async () => {
    const from = (mode: string) => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode })
    expect((await get('', from('navigate'))).status).toBe(200)
    expect((await get('events', from('cors'))).status).toBe(403)
    expect((await get('', from('no-cors'))).status).toBe(403)
  })

  it('shows nothing to one who may nothing', async () => {
    for (const path of ['', 'page.js', 'events'])
      expect((await get(path, {}, { authorize: () => 'none' })).status).toBe(403)
  })

  it('answers under its own hosts only, where they are named', async () => {
    const options = { hosts: ['localhost:3000'] }
    expect((await get('', { host: 'localhost:3000' }, options)).status).toBe(200)
    expect((await get('', { host: 'rebound.example' }, options)).status).toBe(421)
  })

  it('answers HEAD without a body, and other methods with 405', async () => {
    const head = await get('', {}, {}, 'HEAD')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await get('', {}, {}, 'DELETE')).status).toBe(405)
  })
})

describe('the events', () => {
  const watch = async (options?: DashboardOptions, manager = createManager()) => {
    const dashboard = createDashboard(manager, options)
    const response = await dashboard(new Request(`${base}events`))
    return { manager, response, dashboard, events: eventsOf(response) }
  }

  it('begin with everything, then tell what changed', async () => {
    const { manager, response, events } = await watch()
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const first = await events.next()
    expect([first.isFull, first.canControl, first.breakers.length]).toEqual([true, false, 3])
    expect(first.breakers[0]).toMatchObject({
      name: open,
      state: 'open',
      lastTransition: { reason: 'failure-threshold' },
    })
    expect(await events.next()).toMatchObject({ isFull: false, breakers: [], gone: [] })
    manager.get(open)?.forceClose()
    manager.remove('host-1.example.com')
    vi.advanceTimersByTime(1_000)
    expect(await events.next()).toMatchObject({
      isFull: false,
      breakers: [{ name: open, state: 'closed' }],
      gone: ['host-1.example.com'],
      transitions: [{ name: open, to: 'closed', reason: 'forced' }],
    })
    await events.close()
  })

  it('say nothing while nothing changes, but that they are alive', async () => {
    const { events, manager } = await watch()
    await events.next()
    await events.next()
    const heard = events.next()
    vi.advanceTimersByTime(14_000)
    const silence = await Promise.race([heard, Promise.resolve('nothing')])
    expect(silence).toBe('nothing')
    vi.advanceTimersByTime(2_000)
    expect((await heard).breakers.filter(({ name }) => name !== open)).toEqual([])
    expect(manager.getSystemStatus().total).toBe(3)
    await events.close()
  })

  it('tell one who may control that one may', async () => {
    const { events } = await watch(control)
    expect((await events.next()).canControl).toBe(true)
    await events.close()
  })

  it('give a reader that was away only the newest state of each', async () => {
    const { manager, events } = await watch()
    await events.next()
    await events.next()
    for (let turn = 0; turn < 50; turn += 1) {
      manager.get(open)?.reset()
      manager.get(open)?.forceOpen()
      vi.advanceTimersByTime(1_000)
    }
    const late = await events.next()
    expect(late.breakers).toMatchObject([{ name: open, state: 'open', forced: true }])
    await events.close()
  })

  it('send everything to a reader that was away too long to know what is gone', async () => {
    const { manager, events } = await watch()
    await events.next()
    await events.next()
    for (let round = 0; round < 5; round += 1) {
      for (let index = 0; index < 500; index += 1) manager.create(`passing-${round}-${index}`)
      vi.advanceTimersByTime(1_000)
      for (let index = 0; index < 500; index += 1) manager.remove(`passing-${round}-${index}`)
      vi.advanceTimersByTime(1_000)
    }
    const late = await events.next()
    expect([late.isFull, late.breakers.length]).toEqual([true, 3])
    await events.close()
  })

  it('leave no timer when nobody watches, and refuse whoever is too much', async () => {
    const { response, events, dashboard } = await watch({ maxWatchers: 1 })
    expect(response.status).toBe(200)
    expect(vi.getTimerCount()).toBe(1)
    const second = await dashboard(new Request(`${base}events`))
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, '10'])
    await events.close()
    expect(vi.getTimerCount()).toBe(0)
    const third = await dashboard(new Request(`${base}events`, { signal: AbortSignal.abort() }))
    expect([third.status, vi.getTimerCount()]).toEqual([200, 0])
  })
})

it('refuses options that cannot be right', () => {
  const manager = createManager()
  expect(() => createDashboard({} as never)).toThrow('with HTTP breakers: breakers.manager')
  expect(() => createDashboard(manager, { authorize: 'control' as never })).toThrow(
    'authorize must be a function',
  )
  expect(() => createDashboard(manager, { maxWatchers: 0 })).toThrow(
    'maxWatchers must be a whole number >= 1, got 0',
  )
})
