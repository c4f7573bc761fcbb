import { byRoute, hang, manualClock, networkError, ok, outage, script, status } from '@recloser/testing'
import { describe, expect, it } from 'vitest'
import { playThrough, request } from './requests.ts'

const anything = (value: unknown) => value as never

describe('script', () => {
  it('plays outcomes in order, and the last for ever', () => {
    expect(playThrough(script(status(500), networkError, ok), 5)).toEqual([
      500,
      'network-error',
      'ok',
      'ok',
      'ok',
    ])
  })

  it('repeats the outcome behind a number', () => {
    expect(playThrough(script(3, status(503), ok), 5)).toEqual([503, 503, 503, 'ok', 'ok'])
    expect(playThrough(script(ok, 2, hang, status(429), ok), 5)).toEqual(['ok', 'hang', 'hang', 429, 'ok'])
  })

  it('decides by the index alone', () => {
    const plan = script(1, status(503), ok)
    expect(plan({ index: 1, ...request('GET', '/') })).toBe(ok)
    expect(playThrough(plan, 2)).toEqual([503, 'ok'])
  })

  it.each([
    ['nothing', [], RangeError, 'a script must have an outcome'],
    ['a number at the end', [ok, 2], RangeError, 'the last step of a script must be an outcome'],
    [
      'two numbers in a row',
      [2, 3, ok],
      RangeError,
      'step 0 of a script must be followed by an outcome, got 3',
    ],
    ['zero', [0, ok], RangeError, 'step 0 of a script must be an integer >= 1, got 0'],
    ['half a time', [ok, 1.5, ok], RangeError, 'step 1 of a script must be an integer >= 1, got 1.5'],
    ['a word', [anything('ok')], TypeError, 'step 0 of a script must be an outcome'],
    ['a maker not called', [anything(status)], TypeError, 'step 0 of a script must be an outcome'],
  ])('refuses %s', (_, steps, type, message) => {
    expect(() => script(...steps)).toThrow(type)
    expect(() => script(...steps)).toThrow(message)
  })
})

describe('outage', () => {
  it('fails from the beginning of a window to just before its end', () => {
    const clock = manualClock()
    const plan = outage(
      [
        [100, 200],
        [300, Number.POSITIVE_INFINITY],
      ],
      { clock },
    )
    const seen = [0, 99, 100, 199, 200, 299, 300, 1e9].map(at => {
      clock.set(at)
      return playThrough(plan, 1)[0]
    })
    const fault = 'network-error'
    expect(seen).toEqual(['ok', 'ok', fault, fault, 'ok', 'ok', fault, fault])
  })

  it('fails, and works, as it is told to', () => {
    const clock = manualClock()
    const plan = outage([[10, 20]], { clock, outcome: status(503), otherwise: status(200) })
    expect(playThrough(plan, 1)).toEqual([200])
    clock.advance(10)
    expect(playThrough(plan, 1)).toEqual([503])
  })

  it.each([[[20, 10]], [[10, 10]], [[Number.NaN, 10]]] as const)('refuses the window %j', window => {
    expect(() => outage([window], { clock: manualClock() })).toThrow('an outage must end after it begins')
  })

  it('refuses a clock that is none, and outcomes that are none', () => {
    expect(() => outage([[0, 1]], anything({}))).toThrow('clock must have a method now()')
    const clock = manualClock()
    expect(() => outage([[0, 1]], { clock, outcome: anything(503) })).toThrow('outcome must be an outcome')
    expect(() => outage([[0, 1]], { clock, otherwise: anything(null) })).toThrow('got null')
  })
})

describe('byRoute', () => {
  it('counts for each route by itself', () => {
    const plan = byRoute({ 'GET /users/:id': script(1, status(503), ok), '/files/*': hang }, status(404))
    const play = (method: string, path: string) => playThrough(plan, 1, method, path)[0]
    expect(play('GET', '/files/a/b')).toBe('hang')
    expect(play('GET', '/users/1')).toBe(503)
    expect(play('GET', '/users/2')).toBe('ok')
    expect(play('POST', '/users/2')).toBe(404)
    expect(play('GET', '/users/2/posts')).toBe(404)
    expect(play('GET', '/users/')).toBe(404)
    expect(play('GET', '/files')).toBe(404)
  })

  it('takes the first route that matches', () => {
    const plan = byRoute({ '/users/me': status(401), 'get /users/:id': ok, '/users/*': status(405) })
    expect(playThrough(plan, 1, 'GET', '/users/me')).toEqual([401])
    expect(playThrough(plan, 1, 'GET', '/users/7')).toEqual(['ok'])
    expect(playThrough(plan, 1, 'PUT', '/users/7')).toEqual([405])
    expect(playThrough(plan, 1, 'PUT', '/')).toEqual(['ok'])
  })

  it('begins anew when reset, and so do the plans within', () => {
    const inner = byRoute({ '/a': script(1, status(503), ok) })
    const plan = byRoute({ '/*': inner })
    expect(playThrough(plan, 2, 'GET', '/a')).toEqual([503, 'ok'])
    plan.reset?.()
    expect(playThrough(plan, 2, 'GET', '/a')).toEqual([503, 'ok'])
  })

  it.each(['users', '', 'GET users', 'GET /users /posts', 'GET  /users'])('refuses the route "%s"', route => {
    expect(() => byRoute({ [route]: ok })).toThrow(
      `a route must be "/path" or "METHOD /path", got "${route}"`,
    )
  })

  it('refuses a plan that is none', () => {
    expect(() => byRoute({ '/a': anything('ok') })).toThrow('a plan must be an outcome or a function')
  })
})
