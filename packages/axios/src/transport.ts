import type { CircuitBreakerError } from '@recloser/core'
import { carry, type HttpTransport } from '@recloser/core/http'
import {
  type AxiosAdapter,
  AxiosError,
  type AxiosPromise,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios'
import { fromFallback } from './fallback.ts'
import { readError, readResponse } from './reading.ts'

/** One attempt, as axios dispatches it. */
export interface AxiosCall {
  readonly adapter: AxiosAdapter
  readonly config: InternalAxiosRequestConfig
}

const BRAND = Symbol.for('recloser.CircuitBreakerError')

/** An error of axios', as its users expect, that bears all that the breaker's own says. */
const fromRejection = (rejection: CircuitBreakerError, { config }: AxiosCall): AxiosError => {
  const error = new AxiosError(rejection.message, rejection.code, config)
  Object.assign(error, rejection, { name: rejection.name })
  return Object.defineProperties(error, {
    // Not enumerable, as in any error, so that loggers do not print it twice.
    cause: { value: rejection, configurable: true, writable: true },
    [BRAND]: { value: true },
  })
}

/** Whether it was the caller's own stream that failed, of which the host knows nothing. Node's streams remember why. */
const isUpload = (error: unknown, { data }: InternalAxiosRequestConfig): boolean => {
  const errored = (data as { readonly errored?: unknown } | null | undefined)?.errored
  return errored instanceof Error && (error as AxiosError | undefined)?.cause === errored
}

/**
 * Puts the link among what axios' fetch adapter hands to fetch. The adapter reads its config at once, and the caller shall find
 * in it what he wrote. Axios up to 1.16 copies the fields of a plain object, but no symbols; of any other it takes all.
 */
const sendCarrying = (
  adapter: AxiosAdapter,
  config: InternalAxiosRequestConfig,
  link: object,
): AxiosPromise => {
  const had = Object.getOwnPropertyDescriptor(config, 'fetchOptions')
  config.fetchOptions = Object.assign(Object.create({}), carry(config.fetchOptions, link))
  try {
    return adapter(config)
  } finally {
    if (had) Object.defineProperty(config, 'fetchOptions', had)
    else delete config.fetchOptions
  }
}

/** How axios sends an attempt, and how its responses and errors are read. */
export const axiosTransport: HttpTransport<AxiosCall, AxiosResponse> = {
  send: ({ adapter, config }, link) => (link ? sendCarrying(adapter, config, link) : adapter(config)),
  readResponse,
  readError: (error, { config }) =>
    isUpload(error, config)
      ? { kind: 'abort' }
      : readError(error, config.signal as AbortSignal | undefined, config.transport),
  fromFallback: (response, { adapter, config }) => fromFallback(response, config, adapter),
  fromRejection,
  below: ({ adapter }) => adapter,
}
