import { describe, expect, it } from 'vitest'
import { emptyCall, type LoggedCall } from './logged-call.ts'
import { type By, Targets } from './targets.ts'
import { Templates } from './templates.ts'

const call = (more: Partial<LoggedCall>): LoggedCall => ({
  ...emptyCall(),
  method: 'GET',
  path: '/',
  ...more,
})
const nameOf = (by: By, more: Partial<LoggedCall>): string | undefined => {
  const targets = new Targets(by, 10)
  return targets.names[targets.indexOf(call(more))]
}

describe('a template', () => {
  const templates = new Templates(['/shop/:name/*', '/me/:id'])

  it.each([
    ['/users/7/orders', '/users/:id/orders'],
    ['/v2/items/6f1e2a9c-4d0b-4a57-9a43-8f1f5c2b7d10', '/v2/items/:id'],
    ['/static/main.js', '/static/main.js'],
    ['/static/main-3f9a1c.js', '/static/:id'],
    ['/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s3cr3t', '/reset/:id'],
    ['/mail/frank@example.com', '/mail/:id'],
    ['/a%20b/c', '/:id/c'],
    ['/search?q=secret#fragment', '/search'],
    ['/cart;jsessionid=1A2B3C', '/cart'],
    ['/shop/frank/cart/7', '/shop/:name/*'],
    ['/me/anybody', '/me/:id'],
    ['/', '/'],
    ['', '/'],
    ['/a/b/c/d/e/f/g/h/i/j', '/a/b/c/d/e/f/g/h/*'],
  ])('of %s is %s', (path, template) => {
    expect(templates.of(path)).toBe(template)
  })

  it('takes words for ids where there are too many of them', () => {
    const many = new Templates()
    const seen = new Set<string>()
    for (let index = 0; index < 1_000; index++) {
      seen.add(
        many.of(`/users/${String.fromCharCode(97 + (index % 26), 97 + (index % 23), 97 + (index % 19))}`),
      )
    }
    expect(seen.size).toBe(25)
    expect(many.of('/users/unheardof')).toBe('/users/:id')
  })
})

describe('the name of a breaker', () => {
  it('is the host, in lower case, or the route', () => {
    expect(nameOf('host', { host: 'API.example.com:8443', path: '/a' })).toBe('api.example.com:8443')
    expect(nameOf('route', { host: 'api.example.com', path: '/users/7', method: 'POST' })).toBe(
      'POST api.example.com/users/:id',
    )
    expect(nameOf('host', {})).toBe('(this service)')
    expect(nameOf('route', { path: '/a' })).toBe('GET /a')
  })

  it('is read from a whole URL, without its user info', () => {
    const path = 'https://frank:s3cret@api.example.com/users/7?token=s3cret'
    expect(nameOf('host', { path })).toBe('api.example.com')
    expect(nameOf('route', { path })).toBe('GET api.example.com/users/:id')
  })

  it.each(['user:s3cret@host', 'a b', '<script>', 'x'.repeat(300), '../etc', '{"a":1}'])(
    'never shows %s',
    host => {
      expect(nameOf('host', { host })).toBe('(not a host)')
    },
  )

  it('never shows a method that is none', () => {
    expect(nameOf('route', { method: 's3cret!', path: '/a' })).toBe('/a')
  })
})

it('keeps at most so many breakers, and counts the calls to others', () => {
  const targets = new Targets('host', 2)
  const indexes = ['a', 'b', 'c', 'a', 'd'].map(host => targets.indexOf(call({ host })))
  expect(indexes).toEqual([0, 1, -1, 0, -1])
  expect(targets.overflow).toBe(2)
})
