import type { HttpBreakers } from '@recloser/axios'
import type { AxiosAdapter, AxiosResponse } from 'axios'

/** An adapter without a network: it answers with the status, through `validateStatus` as axios' own do. */
export function answering(status = 200, data: unknown = 'ok'): AxiosAdapter {
  return async config => {
    const response: AxiosResponse = { status, statusText: '', data, headers: {}, config }
    const { AxiosError } = await import('axios')
    if (config.validateStatus?.(status) !== false) return response
    throw new AxiosError(
      `Request failed with status code ${status}`,
      'ERR_BAD_RESPONSE',
      config,
      {},
      response,
    )
  }
}

/** What became of the attempts, one line for all breakers: `3 failures`. */
export function tally(breakers: HttpBreakers): string {
  const told = [...breakers.manager].flatMap(breaker => {
    const { inFlight, metrics } = breaker.getStatus()
    const { successes, failures, ignored, throttled, rejected } = metrics
    const numbers = { successes, failures, ignored, throttled, rejected, inFlight }
    return Object.entries(numbers).filter(([, number]) => number > 0)
  })
  return told.map(([what, number]) => `${number} ${what}`).join(', ')
}
