import { lastCalls } from '@recloser/core'
import { routes } from '@recloser/core/http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wording } from '../../test/wording.ts'
import type { HttpBreakersConfig, HttpRouteConfig } from './config.ts'
import { assertBreakers, createHttpBreakers } from './http-breakers.ts'

const making = (config: unknown) => () => createHttpBreakers(config as HttpBreakersConfig)
const listenToReports = () => vi.spyOn(console, 'error').mockReturnValue()

afterEach(() => vi.restoreAllMocks())

describe('createHttpBreakers', () => {
  it('gives every host a breaker of its own, named for it', () => {
    const breakers = createHttpBreakers()
    expect(breakers.breakerFor('https://API.example.com:443/users?token=SECRET#x')?.name).toBe(
      'api.example.com',
    )
    expect(breakers.breakerFor(new URL('https://u:p@other.example:8443/'))?.name).toBe('other.example:8443')
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['api.example.com', 'other.example:8443'])
    expect(breakers.breakerFor('http://api.example.com/')).toBe(breakers.manager.get('api.example.com'))
  })

  it('names the breaker of a declared route by method, host and template', () => {
    const declared = routes({ 'get /users/:id': {}, '/checkout': {} })
    const breakers = createHttpBreakers({ hosts: { '*.example.com': { routes: declared } } })
    expect(breakers.breakerFor('https://api.example.com/users/7?x')?.name).toBe(
      'GET api.example.com/users/:id',
    )
    expect(breakers.breakerFor('https://api.example.com/users/7', 'POST')?.name).toBe('api.example.com')
    expect(breakers.breakerFor('https://api.example.com/checkout', 'post')?.name).toBe(
      'api.example.com/checkout',
    )
    expect(breakers.breakerFor('https://other.example/checkout')?.name).toBe('other.example')
  })

  it('lets routes inherit from their host, and hosts from the defaults', () => {
    const failureWindow = lastCalls(50)
    const breakers = createHttpBreakers({
      failureThreshold: 7,
      openDurationMs: 10_000,
      failureWindow,
      hosts: {
        'api.example.com': { openDurationMs: 20_000, routes: routes({ '/users': { slowCallMs: 800 } }) },
      },
    })
    expect(breakers.manager.config).toMatchObject({ failureThreshold: 7, openDurationMs: 10_000 })
    expect(breakers.breakerFor('https://other.example/')?.config).toBe(breakers.manager.config)
    expect(breakers.breakerFor('https://api.example.com/')?.config).toMatchObject({
      failureThreshold: 7,
      openDurationMs: 20_000,
      slowCallMs: false,
    })
    expect(breakers.breakerFor('https://api.example.com/users')?.config).toMatchObject({
      failureThreshold: 7,
      openDurationMs: 20_000,
      failureWindow,
      slowCallMs: 800,
    })
  })

  it('shares one configuration between the breakers of a wildcard', () => {
    const breakers = createHttpBreakers({ hosts: { '*.example.com': { failureThreshold: 2 } } })
    const [first, second] = ['a', 'b'].map(
      name => breakers.breakerFor(`https://${name}.example.com/`)?.config,
    )
    expect(first).toMatchObject({ failureThreshold: 2 })
    expect(second).toBe(first)
  })

  it('does not guard hosts that are false', () => {
    const breakers = createHttpBreakers({ hosts: { 'api.example.com': {}, '*': false } })
    expect(breakers.breakerFor('https://api.example.com/')).toBeDefined()
    expect(breakers.breakerFor('https://other.example/')).toBeUndefined()
  })

  it.each(['data:,x', 'blob:https://api.example.com/1', 'file:///etc/hosts', 'nonsense', '/users'])(
    'lets %s pass by',
    url => {
      expect(createHttpBreakers().breakerFor(url)).toBeUndefined()
    },
  )

  it('has one breaker for a host with and without a dot at its end', () => {
    const breakers = createHttpBreakers({
      hosts: { 'api.example.com': { routes: routes({ '/users': {} }) } },
    })
    for (const path of ['/', '/users']) {
      const breaker = breakers.breakerFor(`https://api.example.com${path}`)
      expect(breakers.breakerFor(`https://api.example.com.${path}`)).toBe(breaker)
    }
    expect([...breakers.manager].map(({ name }) => name)).toEqual([
      'api.example.com',
      'api.example.com/users',
    ])
  })

  it.each(['rejects', 'resolves'])(
    'reports an asynchronous keyOf once when it %s, takes the host, and leaves nothing unhandled',
    async how => {
      const error = listenToReports()
      const unhandled = vi.fn()
      process.on('unhandledRejection', unhandled)
      const keyOf = () => (how === 'rejects' ? Promise.reject(new Error('late')) : Promise.resolve('tenant'))
      const breakers = createHttpBreakers({ keyOf: keyOf as never })
      expect(breakers.breakerFor('https://api.example.com/')?.name).toBe('api.example.com')
      await new Promise(setImmediate)
      process.off('unhandledRejection', unhandled)
      expect(unhandled).not.toHaveBeenCalled()
      expect(error).toHaveBeenCalledOnce()
    },
  )

  it('times attempts for abortTimeoutMs, though nothing else would, and lets a route inherit or undo it', async () => {
    let now = 0
    const transport = {
      send: async () => {
        now += 1_000
        throw new DOMException('This operation was aborted', 'AbortError')
      },
      readResponse: () => ({}),
      readError: () => ({ kind: 'abort' as const }),
      fromFallback: () => undefined,
      fromRejection: (rejection: unknown) => rejection,
    }
    const breakers = createHttpBreakers({
      measureDurations: false,
      clock: { now: () => now },
      hosts: {
        'api.example.com': {
          abortTimeoutMs: 900,
          routes: routes({
            '/chat': {},
            '/slow': { abortTimeoutMs: 2_000 },
            '/any': { abortTimeoutMs: false },
          }),
        },
      },
    })
    const failures = async (path: string) => {
      const url = `https://api.example.com${path}`
      await breakers.guard(transport, undefined, { client: 'fetch', method: 'GET', url }).catch(() => {})
      return breakers.breakerFor(url)?.getStatus().failureCount
    }
    expect(await failures('/other')).toBe(1)
    expect(await failures('/chat')).toBe(1)
    expect(await failures('/slow')).toBe(0)
    expect(await failures('/any')).toBe(0)
  })

  it('keeps no more breakers than it may', () => {
    const { manager, breakerFor } = createHttpBreakers({ maxBreakers: 2 })
    for (const name of ['a', 'b', 'c']) breakerFor(`https://${name}.example/`)
    expect(manager.getSystemStatus().total).toBe(2)
  })

  it('neither changes its settings nor minds what becomes of them', () => {
    const host = {
      openDurationMs: 20_000,
      verdicts: Object.freeze({ 404: 'failure' as const }),
      routes: Object.freeze(routes(Object.freeze({ '/users': Object.freeze({}) }))),
    }
    const config = Object.freeze({ hosts: Object.freeze({ 'api.example.com': host }) })
    const breakers = createHttpBreakers(config)
    host.openDurationMs = 1
    expect(breakers.breakerFor('https://api.example.com/')?.config.openDurationMs).toBe(20_000)
  })

  it('takes an explicit undefined for the default', () => {
    const breakers = createHttpBreakers({
      failureThreshold: undefined,
      verdicts: undefined,
      classify: undefined,
      fallback: undefined,
      keyOf: undefined,
      maxBreakers: undefined,
      hosts: { 'api.example.com': { routes: undefined, waitMs: undefined, verdicts: { 404: undefined } } },
    })
    expect(breakers.breakerFor('https://api.example.com/')?.config.failureThreshold).toBe(5)
    expect(createHttpBreakers({ hosts: undefined }).breakerFor('https://a.example/')).toBeDefined()
  })
})

describe('keyOf', () => {
  it('names the one breaker of a request, instead of the host and the route', () => {
    const keyOf = vi.fn(() => 'tenant-7')
    const hosts = { 'api.example.com': { openDurationMs: 20_000, routes: routes({ '/users': {} }) } }
    const breakers = createHttpBreakers({ keyOf, hosts })
    const breaker = breakers.breakerFor('https://api.example.com/users', 'POST')
    expect(breaker).toMatchObject({ name: 'tenant-7', config: { openDurationMs: 20_000 } })
    expect([...breakers.manager]).toEqual([breaker])
    expect(keyOf).toHaveBeenCalledExactlyOnceWith({
      client: 'fetch',
      method: 'POST',
      url: 'https://api.example.com/users',
    })
  })

  it('leaves a request unguarded with undefined', () => {
    expect(
      createHttpBreakers({ keyOf: () => undefined }).breakerFor('https://api.example.com/'),
    ).toBeUndefined()
  })

  it('changes nothing with the name of the host', () => {
    const hosts = { 'api.example.com': { routes: routes({ '/users': {} }) } }
    const breakers = createHttpBreakers({ keyOf: ({ url }) => new URL(url).host, hosts })
    expect(breakers.breakerFor('https://api.example.com/users')?.name).toBe('api.example.com/users')
  })

  it('is not asked about hosts that are not guarded', () => {
    const keyOf = vi.fn(() => 'key')
    const breakers = createHttpBreakers({ keyOf, hosts: { '*': false } })
    expect(breakers.breakerFor('https://api.example.com/')).toBeUndefined()
    expect(breakers.breakerFor('data:,x')).toBeUndefined()
    expect(keyOf).not.toHaveBeenCalled()
  })

  it('is reported when it throws or returns no name, and the host takes its place', () => {
    const error = listenToReports()
    const throwing = () => {
      throw new Error('keyOf')
    }
    const wrong = [throwing, () => '', () => 7, () => null, () => Promise.resolve('key')]
    // Each of them once, however often it is wrong.
    for (const keyOf of [...wrong, ...wrong]) {
      expect(createHttpBreakers({ keyOf: keyOf as never }).breakerFor('https://api.example.com/')?.name).toBe(
        'api.example.com',
      )
    }
    expect(error).toHaveBeenCalledTimes(5)
    expect(error.mock.calls[2]?.[0]).toEqual(
      new RangeError(wording('what keyOf returns must be a non-empty string, or undefined, got 7', 'keyOf')),
    )
  })
})

describe('wrong settings', () => {
  const host = (own: unknown) => ({ hosts: { 'api.example.com': own } })
  const route = (own: unknown) => host({ routes: routes({ 'GET /users/:id': own as HttpRouteConfig }) })

  it.each([
    [{ openDurationMs: -1 }, 'openDurationMs must be a finite number of milliseconds > 0, got -1'],
    [{ maxBreakers: 0 }, 'maxBreakers must be a whole number >= 1 or Infinity, got 0'],
    [{ host: {} }, 'host is not a field of CircuitBreakerConfig'],
    [7, 'configuration must be an object, got 7'],
    [null, 'configuration must be an object, got null'],
    [{ keyOf: 'host' }, 'keyOf must be a function, got "host"'],
    [{ fallback: new Response() }, 'fallback must be a function, got a value of type object'],
    [{ hosts: 'api.example.com' }, 'hosts must be an object, got "api.example.com"'],
    [
      { verdicts: { '0xx': 'failure' } },
      'verdicts must be by codes like 404 or classes like "5xx", got "0xx"',
    ],
    [
      { verdicts: { '4040': 'failure' } },
      'verdicts must be by codes like 404 or classes like "5xx", got "4040"',
    ],
    [
      { verdicts: { '1404': 'failure' } },
      'verdicts must be by codes like 404 or classes like "5xx", got "1404"',
    ],
    [
      { verdicts: { 404: 'bad' } },
      'verdicts[404] must be one of success, failure, ignored, throttled, throttled-if-asked, got "bad"',
    ],
    ...[0, -1, Number.NaN, Infinity, true, '10s'].map((value): [unknown, string] => [
      { abortTimeoutMs: value },
      `abortTimeoutMs must be milliseconds > 0, or false, got ${JSON.stringify(value) === 'null' ? value : JSON.stringify(value)}`,
    ]),
    [{ verdicts: 404 }, 'verdicts must be an object, got 404'],
    [host(true), 'hosts["api.example.com"] must be an object, got true'],
    [
      host({ openDurationMs: '10s' }),
      'hosts["api.example.com"].openDurationMs must be a finite number of milliseconds > 0, got "10s"',
    ],
    [host({ hosts: {} }), 'hosts["api.example.com"].hosts is not a field of CircuitBreakerConfig'],
    [
      host({ classify: {} }),
      'hosts["api.example.com"].classify must be a function, got a value of type object',
    ],
    [
      host({ verdicts: { 42: 'failure' } }),
      'hosts["api.example.com"].verdicts must be by codes like 404 or classes like "5xx", got "42"',
    ],
    [host({ routes: null }), 'hosts["api.example.com"].routes must be made by routes({ … }), got null'],
    [route(false), 'hosts["api.example.com"].routes["GET /users/:id"] must be an object, got false'],
    [
      route({ jitter: 2 }),
      'hosts["api.example.com"].routes["GET /users/:id"].jitter must be a number in [0, 1], got 2',
    ],
    [
      route({ waitMs: Symbol('wait') }),
      'hosts["api.example.com"].routes["GET /users/:id"].waitMs must be a function, got a value of type symbol',
    ],
    [
      route({ routes: routes({}) }),
      'hosts["api.example.com"].routes["GET /users/:id"].routes is not a field of CircuitBreakerConfig',
    ],
    [
      { hosts: { 'https://api.example.com': {} } },
      'hosts["https://api.example.com"] must be a host like "api.example.com", "*.example.com" or "*"',
    ],
    [
      { hosts: { 'a.example': {}, 'A.example': {} } },
      'hosts["A.example"] means the same as hosts["a.example"]',
    ],
    [
      host({ routes: routes({ users: {} }) }),
      'hosts["api.example.com"].routes["users"] must be a path as in a URL, like "/checkout", "GET /users/:id" or "/files/*"',
    ],
    [
      host({ routes: routes({ '/:a': {}, '/:b': {} }) }),
      'hosts["api.example.com"].routes["/:b"] means the same as routes["/:a"]',
    ],
  ])('%o: are told by name', (config, message) => {
    expect(making(config)).toThrow(
      new RangeError(wording(message, message.replace(/ (must|is not|means) .*/s, ''))),
    )
  })

  it('pass on what is thrown by them as it is', () => {
    const thrown = new Error('getter')
    const own = {
      get openDurationMs(): number {
        throw thrown
      },
    }
    expect(making(host(own))).toThrow(thrown)
  })
})

describe('assertBreakers', () => {
  it('takes what createHttpBreakers made', () => {
    expect(() => assertBreakers(createHttpBreakers())).not.toThrow()
    // Of another copy of the package, or built upon: there is nothing to count its guards in.
    expect(() => assertBreakers({ guard: () => undefined })).not.toThrow()
  })

  it.each([undefined, null, 'breakers', {}, fetch, { guard: true }])('refuses %s', value => {
    expect(() => assertBreakers(value)).toThrow(
      new TypeError(wording('breakers must come from createHttpBreakers')),
    )
  })
})
