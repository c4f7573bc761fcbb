import { createHttpBreakers, type HttpBreakers, withHeadersTimeout, wrapFetch } from '@recloser/fetch'
import { hang, status } from '@recloser/testing'
import nodeFetch, { Response as NodeFetchResponse } from 'node-fetch'
import { Agent, Response as UndiciResponse, fetch as undiciFetch } from 'undici'
import { describe, expect, it } from 'vitest'
import { useServer } from '../use-server.ts'

const server = useServer()

const tally = (breakers: HttpBreakers) => {
  const { successes, failures, ignored } = breakers.breakerFor(server().url)?.getStatus().metrics ?? {}
  return { successes, failures, ignored }
}

/** Each takes a `breaker` beside options of its own, and answers with a response of its own. */
const others = {
  undici: (breakers: HttpBreakers) => {
    const api = wrapFetch(breakers, undiciFetch)
    const timed = wrapFetch(breakers, withHeadersTimeout(150, undiciFetch))
    return {
      Response: UndiciResponse,
      send: (breaker?: false) => api(server().url, { dispatcher: new Agent(), breaker }),
      abort: () => api(server().url, { signal: AbortSignal.timeout(100) }),
      wait: () => timed(server().url),
    }
  },
  'node-fetch': (breakers: HttpBreakers) => {
    const api = wrapFetch(breakers, nodeFetch)
    const timed = wrapFetch(breakers, withHeadersTimeout(150, nodeFetch))
    return {
      Response: NodeFetchResponse,
      send: (breaker?: false) => api(server().url, { agent: false, breaker }),
      abort: () => api(server().url, { signal: AbortSignal.timeout(100) }),
      wait: () => timed(server().url),
    }
  },
}

describe.each(Object.entries(others))('a fetch that comes from %s', (_, connect) => {
  it('gives its own response, which counts by its status', async () => {
    server().plan = status(503)
    const breakers = createHttpBreakers({ failureThreshold: 2 })
    const { Response, send } = connect(breakers)
    expect(await send()).toBeInstanceOf(Response)
    await send()
    await expect(send()).rejects.toThrow('127.0.0.1')
    expect((await send(false)).status).toBe(503)
    expect([server().hits, tally(breakers)]).toEqual([3, { successes: 0, failures: 2, ignored: 0 }])
  })

  it('counts a time-out by a signal', async () => {
    server().plan = hang
    const breakers = createHttpBreakers()
    await connect(breakers)
      .abort()
      .catch(() => {})
    expect(tally(breakers)).toEqual({ successes: 0, failures: 1, ignored: 0 })
  })

  it('counts a time-out of the headers', async () => {
    server().plan = hang
    const breakers = createHttpBreakers()
    await connect(breakers)
      .wait()
      .catch(() => {})
    expect(tally(breakers)).toEqual({ successes: 0, failures: 1, ignored: 0 })
  })
})
