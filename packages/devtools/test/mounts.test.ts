import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import type { CircuitBreakerManager } from '@recloser/core'
import { createDashboard, toNodeListener } from '@recloser/devtools/dashboard'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { closed, createManager, listening } from './dashboard-server.ts'
import { eventsOf } from './events.ts'

interface Mounted {
  readonly origin: string
  close(): Promise<unknown>
}

const dashboardOf = (manager: CircuitBreakerManager) =>
  createDashboard(manager, { authorize: () => 'control' })

const mounts: Record<string, (manager: CircuitBreakerManager) => Promise<Mounted>> = {
  async 'node:http'(manager) {
    const listener = toNodeListener(dashboardOf(manager))
    const server = createServer((request, response) => void listener(request, response))
    return { origin: await listening(server), close: () => closed(server) }
  },
  async Express(manager) {
    const app = express()
    app.use('/breakers', toNodeListener(dashboardOf(manager)))
    const server = createServer(app)
    return { origin: await listening(server), close: () => closed(server) }
  },
  async 'Express behind its parser of bodies'(manager) {
    const app = express()
    app.use(express.json())
    app.use('/breakers', toNodeListener(dashboardOf(manager)))
    const server = createServer(app)
    return { origin: await listening(server), close: () => closed(server) }
  },
  async Fastify(manager) {
    const app = fastify({ forceCloseConnections: true })
    const listener = toNodeListener(dashboardOf(manager))
    await app.register(async scope => {
      // The panel reads its own bodies.
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
      scope.all('/breakers/*', async (request, reply) => {
        reply.hijack()
        await listener(request.raw, reply.raw)
      })
    })
    return { origin: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() }
  },
  async Hono(manager) {
    const app = new Hono()
    const dashboard = dashboardOf(manager)
    app.all('/breakers/*', context => dashboard(context.req.raw))
    return new Promise(resolve => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve({
          origin: `http://127.0.0.1:${port}`,
          close: () => closed(server as ReturnType<typeof createServer>),
        }),
      )
    })
  },
}

describe.each(Object.entries(mounts))('mounted on %s', (_name, mount) => {
  it('serves the page, its events and its actions', async () => {
    const manager = createManager()
    const { origin, close } = await mount(manager)
    const page = await fetch(`${origin}/breakers/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('<recloser-devtools>')
    expect((await fetch(`${origin}/breakers/page.js?v=1`)).status).toBe(200)

    const events = eventsOf(await fetch(`${origin}/breakers/events`))
    expect(await events.next()).toMatchObject({ isFull: true, canControl: true })
    const act = (from: string) =>
      fetch(`${origin}/breakers/act`, {
        method: 'POST',
        headers: { origin: from, 'content-type': 'application/json', 'x-recloser': '1' },
        body: JSON.stringify({ name: 'host-0.example.com', action: 'forceClose' }),
      })
    expect((await act('https://evil.example')).status).toBe(403)
    expect(manager.get('host-0.example.com')?.state).toBe('open')
    expect((await act(origin)).status).toBe(200)
    expect(manager.get('host-0.example.com')?.state).toBe('closed')
    for (;;) {
      const { breakers } = await events.next()
      if (breakers.some(({ name, state }) => name === 'host-0.example.com' && state === 'closed')) break
    }
    await events.close()
    await close()
  })
})
