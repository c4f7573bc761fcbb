import { hang, manualClock, ok, status } from '@recloser/testing'
import axios, { type AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { adapters, failure, guarded, patientBreakers, tally, until } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

/** A way to cancel: what the request is told, and what the caller does. */
interface Means {
  readonly part: AxiosRequestConfig
  readonly cancel: () => void
}

const bySignal = (): Means => {
  const controller = new AbortController()
  return { part: { signal: controller.signal }, cancel: () => controller.abort('changed my mind') }
}

const byToken = (): Means => {
  const source = axios.CancelToken.source()
  return { part: { cancelToken: source.token }, cancel: () => source.cancel('changed my mind') }
}

const ways = adapters.flatMap(adapter => [bySignal, byToken].map(means => ({ adapter, means })))

describe.each(ways)('a request through $adapter, cancelled $means.name', ({ adapter, means }) => {
  it('on its way, says nothing of the host', async () => {
    server().plan = hang
    const breakers = patientBreakers()
    const { part, cancel } = means()
    const response = failure(guarded(breakers).get(server().url, { adapter, ...part }))
    await until(() => server().pending === 1)
    expect(tally(breakers)).toBe('1 inFlight')
    cancel()
    expect(axios.isCancel(await response)).toBe(true)
    expect(tally(breakers)).toBe('1 ignored')
  })

  it('before it is sent, takes no permit', async () => {
    const breakers = patientBreakers()
    const { part, cancel } = means()
    cancel()
    expect(axios.isCancel(await failure(guarded(breakers).get(server().url, { adapter, ...part })))).toBe(
      true,
    )
    expect(server().hits).toBe(0)
    expect([...breakers.manager]).toEqual([])
  })

  it('as a probe, frees its slot and decides nothing', async () => {
    const clock = manualClock()
    const breakers = patientBreakers({ clock, failureThreshold: 1, successThreshold: 1, halfOpenMaxCalls: 1 })
    const api = guarded(breakers)
    server().plan = status(503)
    await failure(api.get(server().url, { adapter }))
    clock.advance(60_000)
    server().plan = hang
    const { part, cancel } = means()
    const probe = failure(api.get(server().url, { adapter, ...part }))
    await until(() => server().pending === 1)
    expect(await failure(api.get(server().url, { adapter }))).toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
    cancel()
    await probe
    expect(breakers.breakerFor(server().url)?.state).toBe('half-open')
    server().plan = ok
    await api.get(server().url, { adapter })
    expect(breakers.breakerFor(server().url)?.state).toBe('closed')
  })
})

describe.each(adapters)('a request through %s that takes too long', adapter => {
  const request = (breakers: ReturnType<typeof patientBreakers>, options: AxiosRequestConfig) => {
    server().plan = hang
    return failure(guarded(breakers).get(server().url, { adapter, ...options }))
  }

  it.each([true, false])('for its time-out fails, clarifyTimeoutError: %s', async clarifyTimeoutError => {
    const kinds: string[] = []
    const breakers = patientBreakers({
      classify: ({ kind }) => {
        kinds.push(kind)
        return undefined
      },
    })
    await request(breakers, { timeout: 100, transitional: { clarifyTimeoutError } })
    expect(kinds).toEqual(['timeout'])
    expect(tally(breakers)).toBe('1 failures')
  })

  it('for AbortSignal.timeout fails', async () => {
    const breakers = patientBreakers()
    await request(breakers, { signal: AbortSignal.timeout(100) })
    expect(tally(breakers)).toBe('1 failures')
  })
})
