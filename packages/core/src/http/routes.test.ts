import { describe, expect, it } from 'vitest'
import { exchangeOf, type HttpReading } from './exchange.ts'
import { type HostRoutes, type Plan, planOf, type Routed } from './plan.ts'
import { routes } from './routes.ts'

const request = { client: 'fetch', method: 'GET', url: 'https://api.example.com/users' } as const
const of = (reading: HttpReading, error?: unknown) => exchangeOf(request, reading, error, 0)
const route = (routes({ '/users': {} })._below as (plan: Plan) => HostRoutes)(planOf({}))._find(
  'GET',
  request.url,
  { host: 'api.example.com', origin: 'https://api.example.com' },
) as Routed
const { attribute } = route
const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' })

describe('who is at fault', () => {
  it('blames the route for a status; for the host it is a success, since it answered', () => {
    expect(attribute(of({ status: 503 }), 'failure')).toEqual({ host: 'success', route: 'failure' })
    expect(attribute(of({ status: 429 }), 'throttled')).toEqual({ host: 'success', route: 'throttled' })
    expect(attribute(of({ status: 200 }), 'success')).toEqual({ host: 'success', route: 'success' })
  })

  it('blames the route for a time-out, which says nothing of the host', () => {
    const timedOut = Object.assign(new Error(), { code: 'ETIMEDOUT' })
    for (const error of [undefined, timedOut]) {
      expect(attribute(of({ kind: 'timeout' }, error), 'failure')).toEqual({
        host: 'ignored',
        route: 'failure',
      })
    }
  })

  it('blames the host for a failed connection, which says nothing of the route', () => {
    expect(attribute(of({ kind: 'network' }, refused), 'failure')).toEqual({
      host: 'failure',
      route: 'ignored',
    })
  })

  it('blames the route for a network error without a transport code, as in every browser', () => {
    const error = new TypeError('Failed to fetch')
    expect(attribute(of({ kind: 'network' }, error), 'failure')).toEqual({
      host: 'ignored',
      route: 'failure',
    })
  })

  it('blames nobody for what is ignored', () => {
    expect(attribute(of({ status: 401 }), 'ignored')).toEqual({ host: 'ignored', route: 'ignored' })
    expect(attribute(of({ kind: 'network' }, refused), 'ignored')).toEqual({
      host: 'ignored',
      route: 'ignored',
    })
  })

  it('tells the host nothing of a success without a response, which only a user can mean', () => {
    expect(attribute(of({ kind: 'network' }, refused), 'success')).toEqual({
      host: 'ignored',
      route: 'success',
    })
  })
})
