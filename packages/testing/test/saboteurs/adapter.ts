import type { CircuitBreakerError } from '@recloser/core'
import {
  assertBreakers,
  type HttpReading,
  type HttpRequest,
  kindOfError,
  readResponse,
} from '@recloser/core/http'
import type { HttpBreakers, RequestBreaker } from '@recloser/fetch'
import type { ContractClient, ContractRequest } from '@recloser/testing'

type Send = (request: ContractRequest) => Promise<Response>

/** The parts of an adapter for fetch. A saboteur has one of its own, and the others as they should be. */
export interface Parts {
  readonly send: Send
  readonly options: (request: ContractRequest) => RequestBreaker | undefined
  readonly known: (request: ContractRequest) => HttpRequest
  readonly readResponse: (response: Response) => HttpReading
  readonly readError: (error: unknown, request: ContractRequest) => HttpReading
  readonly fromFallback: (response: Response) => Response | Promise<Response>
  readonly fromRejection: (rejection: CircuitBreakerError) => unknown
  /** What stands around all of it. */
  readonly around: (guarded: Send, request: ContractRequest, breakers: HttpBreakers) => Promise<Response>
}

/** A wrong adapter, and the case of the contract that must not let it pass. */
export interface Saboteur {
  readonly does: string
  readonly parts: Partial<Parts>
  /** How the name of the case begins. */
  readonly caughtBy: string
}

export const initOf = ({ method, headers, body, signal }: ContractRequest): RequestInit => ({
  ...(method !== undefined && { method }),
  ...(headers !== undefined && { headers }),
  ...(body !== undefined && { body }),
  ...(signal !== undefined && { signal }),
})

export const sound: Parts = {
  send: request => fetch(request.url, initOf(request)),
  options: ({ breaker }) => breaker,
  known: ({ method = 'GET', url }) => ({ client: 'fetch', method, url }),
  readResponse,
  readError: (error, { signal }) => ({ kind: kindOfError(error, signal) }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
  around: (guarded, request) => guarded(request),
}

/** A client for the contract whose adapter is made of these parts. */
export const clientOf = (own: Partial<Parts>): ContractClient => ({
  name: 'fetch by hand',
  kind: 'fetch',
  settlesAt: 'headers',
  retryOrders: [],
  cannot: {
    'own-timeout': 'fetch has none',
    uninstall: 'it was not written',
    retry: 'fetch has none',
    'no-retried-rejections': 'fetch has none',
  },
  connect() {
    let send: Send = request => fetch(request.url, initOf(request))
    return {
      install(breakers) {
        assertBreakers(breakers)
        const below = send
        send = adapterOf({ ...sound, send: below, ...own }, breakers)
        return () => {}
      },
      async send(request) {
        const response = await send(request)
        return { status: response.status, raw: response, text: () => response.text() }
      },
    }
  },
})

const adapterOf = (parts: Parts, breakers: HttpBreakers): Send => {
  const { send, known, options, around, readError, ...reading } = parts
  const transport = { ...reading, send, readError }
  const guarded: Send = async request =>
    request.signal?.aborted
      ? send(request)
      : breakers.guard(transport, request, known(request), options(request))
  return request => around(guarded, request, breakers)
}
