import {
  createHttpBreakers,
  type HttpBreakers,
  type HttpBreakersConfig,
  installBreakers,
} from '@recloser/axios'
import axios, { type AxiosAdapter, AxiosError, type AxiosInstance, type AxiosResponse } from 'axios'

/** The adapters that Node has. */
export const adapters = ['http', 'fetch'] as const

/** Whether the tests run on a version of axios that does not do yet what it does since. */
export function isOlderThan(version: string): boolean {
  return axios.VERSION.localeCompare(version, 'en', { numeric: true }) < 0
}

/** An adapter without a network: it answers with the status, through `validateStatus` as axios' own do. */
export function answering(status = 200, data: unknown = 'ok'): AxiosAdapter {
  return async config => {
    const response: AxiosResponse = { status, statusText: '', data, headers: {}, config }
    if (!config.validateStatus || config.validateStatus(status)) return response
    const code = status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE'
    throw new AxiosError(`Request failed with status code ${status}`, code, config, {}, response)
  }
}

/** Breakers that do not open by themselves, unless the configuration says when. */
export function patientBreakers(config: HttpBreakersConfig = {}): HttpBreakers {
  return createHttpBreakers({ failureThreshold: false, failureRateThreshold: false, jitter: 0, ...config })
}

/** An instance with breakers on it. */
export function guarded(breakers: HttpBreakers): AxiosInstance {
  const api = axios.create()
  installBreakers(api, breakers)
  return api
}

/** What became of the attempts, of all breakers together: `3 failures, 1 successes`. */
export function tally(breakers: HttpBreakers): string {
  return [...breakers.manager]
    .flatMap(breaker => {
      const { inFlight, metrics } = breaker.getStatus()
      const { successes, failures, ignored, throttled, rejected } = metrics
      const numbers = { failures, successes, ignored, throttled, rejected, inFlight }
      return Object.entries(numbers).filter(([, number]) => number > 0)
    })
    .map(([what, number]) => `${number} ${what}`)
    .join(', ')
}

/** What a request fails with. */
export async function failure(request: Promise<unknown>): Promise<AxiosError> {
  return request.then(
    () => {
      throw new Error('the request should have failed')
    },
    (error: unknown) => error as AxiosError,
  )
}

/** Resolves once the condition holds, looking at every turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setTimeout(resolve))
}
