import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answer, fail, HOST, refused, routed, start, USERS } from '../../test/http-harness.ts'
import { DEV } from '../words.ts'
import type { HttpBreakers, HttpTransport, RequestBreaker } from './index.ts'

const warn = vi.spyOn(console, 'warn')
beforeEach(() => void warn.mockReset().mockReturnValue())
afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

const warnings = () => warn.mock.calls.map(([text]) => String(text))

type World = ReturnType<typeof start>

/** An SDK's own time-out, or a person who leaves. */
const abortAfter = async ({ get, advance }: World, ms: number, times = 1, path = '/') => {
  for (let call = 0; call < times; call += 1) {
    const hangs = () => {
      advance(ms)
      return Promise.reject(new DOMException('', 'AbortError'))
    }
    await get(hangs, { path }).catch(() => undefined)
  }
}

describe.skipIf(!DEV)('a breaker that sees nothing but late aborts', () => {
  it('is told of once, with the options that help', async () => {
    const world = start()
    await abortAfter(world, 1_000, 4)
    expect(warnings()).toEqual([])
    await abortAfter(world, 20_000.4, 20)
    expect(warnings()).toEqual([
      expect.stringMatching(
        /"api\.example\.com" .* 20000 ms\. .* abortTimeoutMs .* withHeadersTimeout .* docs\/guide\/model-providers-and-sdks\.md$/,
      ),
    ])
  })

  it.each([
    ['an answer', answer()],
    ['a failure', fail(refused())],
  ])('is left alone where %s comes between', async (_, end) => {
    const world = start({ failureThreshold: false })
    for (let round = 0; round < 3; round += 1) {
      await abortAfter(world, 2_000, 4)
      await world.get(end).catch(() => undefined)
    }
    expect(warnings()).toEqual([])
  })

  it('is left alone where people give up soon, which takes nothing back either', async () => {
    const world = start()
    await abortAfter(world, 999, 20)
    await abortAfter(world, 1_000, 4)
    await abortAfter(world, 10, 20)
    expect(warnings()).toEqual([])
    await abortAfter(world, 1_000)
    expect(warnings()).toHaveLength(1)
  })

  it('is left alone where abortTimeoutMs or classify makes failures of them', async () => {
    await abortAfter(start({ abortTimeoutMs: 1_000, failureThreshold: false }), 2_000, 20)
    await abortAfter(start({ classify: () => 'failure', failureThreshold: false }), 2_000, 20)
    expect(warnings()).toEqual([])
  })

  it('is told of where abortTimeoutMs is set too high', async () => {
    await abortAfter(start({ abortTimeoutMs: 30_000 }), 20_000, 5)
    expect(warnings()).toHaveLength(1)
  })

  it('is left alone when it is off', async () => {
    await abortAfter(start({ mode: 'off' }), 2_000, 20)
    expect(warnings()).toEqual([])
  })

  it('may be that of a route whose siblings are well', async () => {
    const world = start(routed)
    for (let round = 0; round < 5; round += 1) {
      await abortAfter(world, 2_000, 1, '/users/7')
      await world.get(answer())
    }
    expect(warnings()).toEqual([expect.stringContaining(`"${USERS}"`)])
  })

  it('is told of each for itself', async () => {
    const world = start(routed)
    await abortAfter(world, 2_000, 5)
    await abortAfter(world, 2_000, 5, '/users/7')
    expect(warnings()).toEqual([expect.stringContaining(`"${HOST}"`), expect.stringContaining(`"${USERS}"`)])
  })
})

describe('two guards of the same breakers on one request', () => {
  interface Call {
    readonly send: () => Promise<Response>
    readonly below: object
  }
  const transport: HttpTransport<Call, Response> = {
    send: call => call.send(),
    readResponse: response => response,
    readError: error => ({ kind: (error as Error).name === 'AbortError' ? 'abort' : 'network' }),
    fromFallback: response => response,
    // As the adapter of axios does: an error of the client that looks like the rejection.
    fromRejection: rejection =>
      Object.assign(new Error('', { cause: rejection }), rejection, { name: rejection.name }),
    below: call => call.below,
  }

  let http: typeof import('./index.ts')
  let now = 0
  beforeEach(async () => {
    // As in a page: loaded anew, since which world it is, is found out once.
    vi.resetModules()
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined })
    http = await import('./index.ts')
  })

  const stacked = (): HttpBreakers => {
    const breakers = http.createHttpBreakers({
      clock: { now: () => now },
      failureThreshold: false,
      halfOpenMaxCalls: 1,
    })
    for (const _ of [1, 2]) http.assertBreakers(breakers)
    return breakers
  }
  const url = `https://me:SECRET@${HOST}/users?token=SECRET`
  const through = (breakers: HttpBreakers, send: Call['send'], options?: RequestBreaker): Call['send'] => {
    const call = { send, below: {} }
    return () => breakers.guard(transport, call, { client: 'fetch', method: 'POST', url }, options)
  }
  const hidden = (inner: Call['send']) => async () => {
    await Promise.resolve()
    return inner()
  }
  const halfOpen = (breakers: HttpBreakers): void => {
    breakers.breakerFor(url)?.forceOpen({ forMs: 10 })
    now += 10
  }

  describe.skipIf(!DEV)('where something hides the one from the other', () => {
    const isTold = [
      expect.stringMatching(
        /two guards of the breaker "api\.example\.com", .* docs\/decisions\/one-attempt-one-permit\.md$/,
      ),
    ]

    it('are told of once when both book one answer, without what is secret in its URL', async () => {
      const breakers = stacked()
      const outer = through(breakers, hidden(through(breakers, answer())))
      await outer()
      await outer()
      expect(warnings()).toEqual(isTold)
      expect(warnings().join('')).not.toContain('SECRET')
    })

    it('are told of when the probe of the one is refused by the other', async () => {
      const breakers = stacked()
      halfOpen(breakers)
      const outer = through(breakers, hidden(through(breakers, answer())))
      await outer().catch(() => undefined)
      expect(warnings()).toEqual(isTold)
    })

    it('take an abort of one request for one late abort', async () => {
      const breakers = stacked()
      const aborts = () => {
        now += 2_000
        return Promise.reject(new DOMException('', 'AbortError'))
      }
      const outer = through(breakers, through(breakers, aborts))
      for (let call = 0; call < 4; call += 1) await outer().catch(() => undefined)
      expect(warnings()).toEqual([])
      await outer().catch(() => undefined)
      expect(warnings()).toHaveLength(1)
    })
  })

  it('are no matter where the one sees the other', async () => {
    const breakers = stacked()
    await through(breakers, through(breakers, answer()))()
    expect(warnings()).toEqual([])
  })

  it('are no matter where the inner one was told to take another breaker', async () => {
    const breakers = stacked()
    await through(breakers, hidden(through(breakers, answer(), { key: 'tenant' })))()
    expect(warnings()).toEqual([])
  })

  it('are two where the inner guard is of other breakers, be it of the same host', async () => {
    const [breakers, others] = [stacked(), stacked()]
    others.breakerFor(url)?.forceOpen()
    const outer = through(breakers, hidden(through(others, answer())))
    await expect(outer()).rejects.toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
    expect(warnings()).toEqual([])
  })
})

it('nothing is said in production', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  await abortAfter(start(), 2_000, 20)
  expect(warnings()).toEqual([])
})
