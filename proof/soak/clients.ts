import { installBreakers, isCircuitBreakerError } from '@recloser/axios'
import type { HttpBreakers } from '@recloser/core/http'
import { wrapFetch } from '@recloser/fetch'
import { breakerHooks } from '@recloser/ky'
import axios from 'axios'
import axiosRetry from 'axios-retry'
import ky from 'ky'
import type { Books, Ending } from './books.ts'
import type { PlannedCall } from './plan.ts'

const PATIENCE_MS = 10_000
const HANG_MS = 60
const ABORT_MS = 15

type Send = (
  url: string,
  signal: AbortSignal | undefined,
  timeoutMs: number,
  retries: number,
) => Promise<unknown>

/** The three clients, real ones, on the same breakers; each attempt that goes on the wire is booked. */
const clientsOf = (breakers: HttpBreakers, books: Books): Record<PlannedCall['client'], Send> => {
  const counted: typeof fetch = (input, init) => {
    books.sent(input instanceof Request ? input.url : String(input))
    return fetch(input, init)
  }
  const guardedFetch = wrapFetch(breakers, counted)

  const http = axios.getAdapter('http')
  const instance = axios.create({
    validateStatus: status => status < 429,
    adapter: config => {
      books.sent(String(config.url))
      return http(config)
    },
  })
  installBreakers(instance, breakers)
  axiosRetry(instance, {
    retryDelay: () => 1,
    retryCondition: error =>
      !isCircuitBreakerError(error) && axiosRetry.isNetworkOrIdempotentRequestError(error),
  })

  const guardedKy = ky.create({ fetch: counted }).extend(breakerHooks(breakers))
  return {
    fetch: async (url, signal, timeoutMs) => {
      const response = await guardedFetch(url, { signal: signal ?? AbortSignal.timeout(timeoutMs) })
      return response.text()
    },
    axios: (url, signal, timeout, retries) =>
      instance.get(url, { timeout, ...(signal && { signal }), 'axios-retry': { retries } }),
    ky: (url, signal, timeout, limit) =>
      guardedKy(url, { timeout, ...(signal && { signal }), retry: { limit, delay: () => 1 } }).text(),
  }
}

/** Makes a planned call, and books how it ended for its caller. */
export const callerOf = (breakers: HttpBreakers, books: Books, urls: readonly string[]) => {
  const clients = clientsOf(breakers, books)
  return async ({ client, host, kind, retries }: PlannedCall): Promise<void> => {
    const controller = new AbortController()
    const leave = kind === 'abort' ? setTimeout(() => controller.abort(), ABORT_MS) : undefined
    const signal = kind === 'abort' ? controller.signal : undefined
    const send = clients[client]
    const ending = await send(
      `${urls[host]}/${kind}`,
      signal,
      kind === 'hang' ? HANG_MS : PATIENCE_MS,
      retries ? 2 : 0,
    ).then(
      (): Ending => 'answered',
      (error: unknown): Ending => (isCircuitBreakerError(error) ? 'rejected' : 'failed'),
    )
    clearTimeout(leave)
    books.ended(host, ending)
  }
}
