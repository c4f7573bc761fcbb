import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answer, fail, HOST, metrics, NONE } from '../../test/http-harness.ts'
import type { HttpBreakers, HttpBreakersConfig, HttpTransport } from './index.ts'

type Send = (carried?: object) => Promise<Response>

interface Call {
  readonly send: Send
  readonly carried: object | undefined
}

/** A client that hands the link on, to a `send` that may lose it. */
const transport: HttpTransport<Call, Response> = {
  send: (call, link) => call.send(link),
  readResponse: response => response,
  readError: error => ({ kind: (error as Error).name === 'AbortError' ? 'abort' : 'network' }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
  below: call => call.send,
  carried: call => call.carried,
}

/** The modules are loaded anew for each world: which of them it is, is found out once. */
const load = async (isPage: boolean) => {
  vi.resetModules()
  if (isPage) vi.stubGlobal('process', { ...process, getBuiltinModule: undefined })
  return import('./index.ts')
}

let http: typeof import('./index.ts')
let now = 0
const config: HttpBreakersConfig = { clock: { now: () => now }, jitter: 0, failureThreshold: 3 }

beforeEach(() => {
  now = 0
})
afterEach(() => vi.unstubAllGlobals())

const stacked = (more: HttpBreakersConfig = {}): HttpBreakers => {
  const breakers = http.createHttpBreakers({ ...config, ...more })
  for (const _ of [1, 2]) http.assertBreakers(breakers)
  return breakers
}

const through =
  (breakers: HttpBreakers, send: Send): Send =>
  carried =>
    breakers.guard(transport, { send, carried }, { client: 'fetch', method: 'POST', url: `https://${HOST}/` })

const totals = (breakers: HttpBreakers) => {
  const breaker = breakers.manager.get(HOST)
  if (breaker === undefined) throw new Error('no breaker')
  return { permits: breaker.getStatus().metrics.totalRequests, ...metrics(breaker) }
}

const halfOpen = (breakers: HttpBreakers): void => {
  breakers.breakerFor(`https://${HOST}/`)?.forceOpen({ forMs: 10 })
  now += 10
}

const aborted = () => fail(new DOMException('', 'AbortError'))

describe.each([
  ['in Node', false],
  ['in a page', true],
])('%s', (_world, isPage) => {
  beforeEach(async () => {
    http = await load(isPage)
  })

  it('takes one permit where somebody waits between two guards', async () => {
    const breakers = stacked()
    const inner = through(breakers, answer())
    await through(breakers, async link => {
      await Promise.resolve()
      return inner(link)
    })()
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, successes: 1 })
  })

  it('takes twenty permits for twenty requests that are begun at once within one', async () => {
    const breakers = stacked()
    const inner = through(breakers, answer())
    await through(breakers, async link => {
      const all = await Promise.all(Array.from({ length: 20 }, () => inner(link)))
      return all[0] as Response
    })()
    expect(totals(breakers)).toEqual({ ...NONE, permits: 20, successes: 20 })
  })

  it('lets one of twenty through where one slot is free', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1 })
    halfOpen(breakers)
    const send = vi.fn(answer())
    const inner = through(breakers, send)
    await through(breakers, link => Promise.any(Array.from({ length: 20 }, () => inner(link))))()
    expect(send).toHaveBeenCalledOnce()
  })

  it('takes a permit for each message that a wrapper sends one after the other', async () => {
    const breakers = stacked()
    const statuses = [503, 200]
    const inner = through(breakers, () => answer(statuses.shift())())
    await through(breakers, async link => {
      await inner(link)
      return inner(link)
    })()
    expect(totals(breakers)).toEqual({ ...NONE, permits: 2, failures: 1, successes: 1 })
  })

  it('gives the slot of a message that was given up to the next', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1, successThreshold: 1 })
    halfOpen(breakers)
    const ends = [aborted(), answer()]
    const inner = through(breakers, () => (ends.shift() as Send)())
    await through(breakers, async link => {
      await inner(link).catch(() => undefined)
      return inner(link)
    })()
    expect(breakers.manager.get(HOST)?.state).toBe('closed')
  })

  it('gives that slot to the next through three guards too', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1, successThreshold: 1 })
    halfOpen(breakers)
    const ends = [aborted(), answer()]
    const inner = through(breakers, () => (ends.shift() as Send)())
    const middle = through(breakers, async link => {
      await inner(link).catch(() => undefined)
      return inner(link)
    })
    await through(breakers, middle)()
    expect(breakers.manager.get(HOST)?.state).toBe('closed')
  })

  it('books what a guard further in was told to let by', async () => {
    const breakers = stacked()
    const request = { client: 'fetch', method: 'POST', url: `https://${HOST}/` } as const
    await through(breakers, carried =>
      breakers.guard(transport, { send: answer(), carried }, request, false),
    )()
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, successes: 1 })
  })

  it('books the failure that a wrapper hides', async () => {
    const breakers = stacked()
    const inner = through(breakers, answer(503))
    const outer = through(breakers, async link => {
      await inner(link)
      return new Response('stale')
    })
    expect(await (await outer()).text()).toBe('stale')
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, failures: 1 })
  })

  it('books the failure that only the outer client sees', async () => {
    const breakers = stacked()
    const inner = through(breakers, answer())
    await through(breakers, async link => {
      await inner(link)
      throw new TypeError('terminated')
    })().catch(() => undefined)
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, failures: 1 })
  })

  it('books nothing for a message that a wrapper gave up, whatever it answers instead', async () => {
    const breakers = stacked()
    const inner = through(breakers, aborted())
    await through(breakers, link => inner(link).catch(() => new Response('stale')))()
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, ignored: 1 })
  })

  it('keeps the probe for the message that still runs when the outer call has been given up', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1, successThreshold: 1 })
    halfOpen(breakers)
    const { promise, resolve } = Promise.withResolvers<Response>()
    const inner = through(breakers, () => promise)
    // As a wrapper does that races two messages, of which the second is refused.
    const outer = through(breakers, link => Promise.race([inner(link), inner(link)]))
    await expect(outer()).rejects.toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
    expect(breakers.manager.get(HOST)?.getStatus().inFlight).toBe(1)
    resolve(new Response())
    await promise
    await vi.waitFor(() => expect(breakers.manager.get(HOST)?.state).toBe('closed'))
  })

  it('settles at once when the outer call failed, though the message still runs', async () => {
    const breakers = stacked()
    const { promise, resolve } = Promise.withResolvers<Response>()
    const inner = through(breakers, () => promise)
    await through(breakers, link => {
      void inner(link)
      return Promise.reject(new Error('gave up'))
    })().catch(() => undefined)
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, failures: 1 })
    resolve(new Response())
    await promise
    expect(totals(breakers)).toEqual({ ...NONE, permits: 1, failures: 1 })
  })

  it('never takes two calls through one guard for one in the other', async () => {
    const breakers = stacked()
    const waiting = Promise.withResolvers<Response>()
    let depth = 0
    const self: Send = through(breakers, link => (depth++ === 0 ? self(link) : waiting.promise))
    const call = self()
    expect(totals(breakers).permits).toBe(2)
    waiting.resolve(new Response())
    await call
  })

  it('lets a request by that was told to, however long somebody waits', async () => {
    const breakers = stacked()
    const inner = through(breakers, answer())
    const send: Send = async link => {
      await Promise.resolve()
      return inner(link)
    }
    const request = { client: 'fetch', method: 'POST', url: `https://${HOST}/` } as const
    await breakers.guard(transport, { send, carried: undefined }, request, false)
    expect(breakers.manager.get(HOST)).toBeUndefined()
  })
})

describe('in a page, where nothing goes on with the request', () => {
  beforeEach(async () => {
    http = await load(true)
  })

  /** Waits, and loses the link. */
  const hidden =
    (inner: Send): Send =>
    async () => {
      await Promise.resolve()
      return inner()
    }

  it('closes when the server is well, once it has seen a probe refused by its own call', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1, successThreshold: 1 })
    halfOpen(breakers)
    const outer = through(breakers, hidden(through(breakers, answer())))
    await expect(outer()).rejects.toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
    expect((await outer()).status).toBe(200)
    expect(breakers.manager.get(HOST)?.state).toBe('closed')
  })

  it('lets nobody by while the circuit is open', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1 })
    halfOpen(breakers)
    await through(breakers, hidden(through(breakers, answer())))().catch(() => undefined)
    const { promise, resolve } = Promise.withResolvers<Response>()
    const probe = through(breakers, () => promise)()
    breakers.manager.get(HOST)?.forceOpen()
    await expect(through(breakers, answer())()).rejects.toMatchObject({ state: 'open' })
    resolve(new Response())
    await probe
  })

  it('closes with three guards too', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1, successThreshold: 1 })
    halfOpen(breakers)
    const outer = through(breakers, hidden(through(breakers, hidden(through(breakers, answer())))))
    for (let call = 0; call < 3; call += 1) await outer().catch(() => undefined)
    expect(breakers.manager.get(HOST)?.state).toBe('closed')
  })

  it('guesses nothing before that: another guard’s probe is not its own', async () => {
    const breakers = stacked({ halfOpenMaxCalls: 1 })
    halfOpen(breakers)
    const { promise, resolve } = Promise.withResolvers<Response>()
    const probe = through(breakers, () => promise)()
    await expect(through(breakers, answer())()).rejects.toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
    resolve(new Response())
    await probe
  })

  it('books an answer once that comes back as it is, and an error too', async () => {
    const breakers = stacked({ failureThreshold: false })
    await through(breakers, hidden(through(breakers, answer(503))))()
    await through(breakers, hidden(through(breakers, fail(new TypeError('fetch failed')))))().catch(
      () => undefined,
    )
    expect(totals(breakers)).toEqual({ ...NONE, permits: 4, failures: 2, ignored: 2 })
  })
})

describe('in Node, where nothing goes on with the request', () => {
  const lost = async (breakers: HttpBreakers) => {
    const inner = through(breakers, answer())
    await through(breakers, async () => {
      await Promise.resolve()
      return inner()
    })()
    return totals(breakers).permits
  }

  it('takes one permit all the same', async () => {
    http = await load(false)
    expect(await lost(stacked())).toBe(1)
  })

  it('leaves contexts alone where they slow every promise of the process, as before Node 24', async () => {
    class Slow {
      _enable() {}
      run() {
        throw new Error('run')
      }
    }
    vi.stubGlobal('process', {
      ...process,
      getBuiltinModule: () => ({ AsyncLocalStorage: Slow }),
    })
    vi.resetModules()
    http = await import('./index.ts')
    expect(await lost(stacked())).toBe(2)
  })
})

describe('with one guard', () => {
  it('hands nothing on, and looks for nothing', async () => {
    http = await load(false)
    const breakers = http.createHttpBreakers(config)
    http.assertBreakers(breakers)
    const carried = vi.fn()
    const below = vi.fn()
    const send = vi.fn(transport.send)
    const call = { send: answer(), carried: undefined }
    const request = { client: 'fetch', method: 'GET', url: `https://${HOST}/` } as const
    await breakers.guard({ ...transport, send, carried, below }, call, request)
    expect(send).toHaveBeenCalledExactlyOnceWith(call, undefined)
    expect(carried).not.toHaveBeenCalled()
    expect(below).not.toHaveBeenCalled()
  })
})

describe('what outlives a request', () => {
  it('holds nothing of its URL', async () => {
    http = await load(false)
    const breakers = stacked()
    let kept: unknown
    const send: Send = link => {
      kept = link
      return answer()()
    }
    const request = { client: 'fetch', method: 'GET', url: `https://${HOST}/?token=SECRET` } as const
    await breakers.guard(transport, { send, carried: undefined }, request)
    expect(kept).toMatchObject({ _request: undefined, _attempt: undefined })
  })
})
