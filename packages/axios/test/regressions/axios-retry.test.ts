import { installBreakers, isCircuitBreakerError } from '@recloser/axios'
import { hang, ok, script, status } from '@recloser/testing'
import axios, { type AxiosInstance, type InternalAxiosRequestConfig } from 'axios'
import axiosRetry, { type IAxiosRetryConfig } from 'axios-retry'
import { describe, expect, it } from 'vitest'
import { failure, patientBreakers, tally, until } from '../harness.ts'
import { useServer } from '../use-server.ts'

// axios-retry sends the config of the error again: whatever an interceptor or a wrapper had put there is met again by
// every attempt. A breaker that counts in interceptors loses three permits of four here.
const server = useServer()

describe.each(['before', 'after'])('axios-retry, installed %s the breakers', order => {
  const connect = (
    breakers: ReturnType<typeof patientBreakers>,
    options: IAxiosRetryConfig = {},
  ): AxiosInstance => {
    const api = axios.create()
    const retry = { retries: 3, retryDelay: () => 0, ...options }
    if (order === 'before') axiosRetry(api, retry)
    installBreakers(api, breakers)
    if (order === 'after') axiosRetry(api, retry)
    return api
  }

  it('makes four attempts with four permits', async () => {
    server().plan = script(3, status(503), ok)
    const breakers = patientBreakers()
    expect((await connect(breakers).get(server().url)).data).toBe('ok')
    expect(server().hits).toBe(4)
    expect(tally(breakers)).toBe('3 failures, 1 successes')
  })

  it('finds the adapter of the caller in the config that it sends again', async () => {
    server().plan = status(503)
    const seen: unknown[] = []
    const api = connect(patientBreakers(), {
      onRetry: (_count, _error, config) => void seen.push(config.adapter),
    })
    const adapter = ['xhr', 'http']
    const error = await failure(api.get(server().url, { adapter }))
    expect(seen).toEqual([adapter, adapter, adapter])
    expect(error.config?.adapter).toEqual(adapter)
  })

  it('may take any status for an error first, as its validateResponse does', async () => {
    server().plan = script(status(503), ok)
    const breakers = patientBreakers()
    const api = connect(breakers, { validateResponse: response => response.status === 200 })
    expect((await api.get(server().url)).status).toBe(200)
    expect(tally(breakers)).toBe('1 failures, 1 successes')
  })

  it('retries rejections too, without a request', async () => {
    server().plan = status(503)
    const breakers = patientBreakers({ failureThreshold: 2 })
    const error = await failure(connect(breakers, { retries: 5 }).get(server().url))
    expect(isCircuitBreakerError(error)).toBe(true)
    expect(server().hits).toBe(2)
    expect(tally(breakers)).toBe('2 failures, 4 rejected')
  })

  it('leaves rejections alone when its retryCondition says so', async () => {
    server().plan = status(503)
    const breakers = patientBreakers({ failureThreshold: 2 })
    const retryCondition: IAxiosRetryConfig['retryCondition'] = error =>
      !isCircuitBreakerError(error) && axiosRetry.isNetworkOrIdempotentRequestError(error)
    const error = await failure(connect(breakers, { retries: 10, retryCondition }).get(server().url))
    expect(isCircuitBreakerError(error)).toBe(true)
    expect(server().hits).toBe(2)
    expect(tally(breakers)).toBe('2 failures, 1 rejected')
  })

  it('may be cancelled between attempts', async () => {
    server().plan = script(status(503), hang)
    const breakers = patientBreakers()
    const controller = new AbortController()
    const response = failure(connect(breakers).get(server().url, { signal: controller.signal }))
    await until(() => server().pending === 1)
    controller.abort()
    expect(axios.isCancel(await response)).toBe(true)
    expect(tally(breakers)).toBe('1 failures, 1 ignored')
  })

  it('may be uninstalled between attempts', async () => {
    server().plan = script(status(503), ok)
    const breakers = patientBreakers()
    const api = axios.create()
    const uninstall = installBreakers(api, breakers)
    axiosRetry(api, { retries: 1, retryDelay: () => 0, onRetry: () => uninstall() })
    await api.get(server().url)
    expect(tally(breakers)).toBe('1 failures')
  })
})

it('stacks no wrapper upon another when an interceptor throws away a guarded config', async () => {
  server().plan = ok
  const breakers = patientBreakers()
  const api = axios.create()
  let attempts = 0
  const seen = new Set<unknown>()
  // Registered first, and so run last, with our guard in the config.
  api.interceptors.request.use((config: InternalAxiosRequestConfig) => {
    seen.add(config.adapter)
    attempts += 1
    if (attempts > 3) return config
    throw new axios.AxiosError('no token yet', 'ERR_NETWORK', config)
  })
  axiosRetry(api, { retries: 3, retryDelay: () => 0 })
  installBreakers(api, breakers)
  await api.get(server().url)
  expect(attempts).toBe(4)
  expect(seen.size).toBe(1)
  expect(tally(breakers)).toBe('1 successes')
})
