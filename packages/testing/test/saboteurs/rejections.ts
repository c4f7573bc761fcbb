import { CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'
import { type Saboteur, sound } from './adapter.ts'

let shared: unknown

/** Adapters that reject or fall back in another way than they should. */
export const rejections: readonly Saboteur[] = [
  {
    does: 'asks nobody',
    parts: { around: (_, request) => sound.send(request) },
    caughtBy: 'opens after five answers 503',
  },
  {
    does: 'sends what was refused all the same',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((error: unknown) => {
          if (isCircuitBreakerError(error)) return sound.send(request)
          throw error
        }),
    },
    caughtBy: 'lets no request through while open',
  },
  {
    does: 'disguises rejections as failures of the network',
    parts: { fromRejection: () => new TypeError('fetch failed') },
    caughtBy: 'says who refused',
  },
  {
    does: 'answers 503 where a breaker refuses',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((error: unknown) => {
          if (isCircuitBreakerError(error)) return new Response('', { status: 503 })
          throw error
        }),
    },
    caughtBy: 'says who refused',
  },
  {
    does: 'gives all callers one rejection',
    parts: {
      fromRejection: rejection => {
        shared ??= rejection
        return shared
      },
    },
    caughtBy: 'makes an error of its own for every caller',
  },
  {
    does: 'says the whole URL in its rejections',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((error: unknown) => {
          if (isCircuitBreakerError(error)) error.message += ` (${request.url})`
          throw error
        }),
    },
    caughtBy: 'keeps the secrets of a URL to itself',
  },
  {
    does: 'forgets the wait of a rejection',
    parts: {
      fromRejection: ({ breakerName, state, reason }) =>
        new CircuitBreakerError({ breakerName, state, reason, retryAfterMs: undefined }),
    },
    caughtBy: 'says who refused',
  },
  {
    does: 'asks the fallback of a request about failures',
    parts: {
      around: async (guarded, request, breakers) => {
        const response = await guarded(request)
        const fallback = request.breaker ? request.breaker.fallback : undefined
        const rejection = breakers.breakerFor(request.url)?.rejection()
        if (response.status !== 503 || !fallback || !rejection) return response
        return (await fallback(rejection, sound.known(request))) ?? response
      },
    },
    caughtBy: 'never asks the fallback of a request about a failure',
  },
  {
    does: 'asks the fallback of a request about errors',
    parts: {
      around: async (guarded, request, breakers) => {
        const fallback = request.breaker ? request.breaker.fallback : undefined
        const rejection = breakers.breakerFor(request.url)?.rejection()
        return guarded(request).catch(async (error: unknown) => {
          const answer = fallback && rejection && (await fallback(rejection, sound.known(request)))
          if (answer) return answer
          throw error
        })
      },
    },
    caughtBy: 'never asks the fallback of a request about a failure',
  },
  {
    does: 'gives the answer of a fallback the status 200',
    parts: { fromFallback: response => new Response(response.body) },
    caughtBy: 'answers a rejected call with JSON of the fallback, and its status',
  },
  {
    does: 'loses the body of a fallback',
    parts: { fromFallback: ({ status }) => new Response(null, { status }) },
    caughtBy: 'answers a rejected call with the text of the fallback',
  },
  {
    does: 'rejects where the fallback throws',
    parts: {
      around: (guarded, request, breakers) =>
        guarded(request).catch((error: unknown) => {
          const breaker = breakers.breakerFor(request.url)
          throw breaker?.isOpen ? breaker.rejection() : error
        }),
    },
    caughtBy: 'gives the caller what the fallback throws',
  },
]
