import { type Saboteur, sound } from './adapter.ts'

/** Adapters that hold, or say of a call, what is not so. */
export const bookings: readonly Saboteur[] = [
  {
    does: 'leaks a permit',
    parts: {
      around: async (guarded, request, breakers) => {
        const response = await guarded(request)
        breakers.breakerFor(request.url)?.acquire()
        return response
      },
    },
    caughtBy: 'hands over the answer',
  },
  {
    does: 'settles a call a second time',
    parts: {
      around: async (guarded, request, breakers) => {
        const response = await guarded(request)
        const breaker = breakers.breakerFor(request.url)
        breaker?.settle(breaker.acquire(), response.ok ? 'success' : 'failure')
        return response
      },
    },
    caughtBy: 'opens after five answers 503',
  },
  {
    does: 'takes every answer for a success',
    parts: { readResponse: ({ headers }) => ({ status: 200, headers }) },
    caughtBy: 'takes 408, 425, 429',
  },
  {
    does: 'takes a 404 for a network error',
    parts: { readResponse: response => (response.status === 404 ? { kind: 'network' } : response) },
    caughtBy: 'takes fifty answers 404 for successes',
  },
  {
    does: 'reads no headers',
    parts: { readResponse: ({ status }) => ({ status }) },
    caughtBy: 'pauses for as long as a 429 asks',
  },
  {
    does: 'takes every error for an abort',
    parts: { readError: () => ({ kind: 'abort' }) },
    caughtBy: 'takes a network error for a failure',
  },
  {
    does: 'blames the server for an abort',
    parts: { readError: error => sound.readError(error, { url: '' }) },
    caughtBy: 'ignores one aborted with an error',
  },
  {
    does: 'takes a time-out for an abort',
    parts: {
      readError: (error, request) => {
        const reading = sound.readError(error, request)
        return reading.kind === 'timeout' ? { kind: 'abort' } : reading
      },
    },
    caughtBy: 'takes AbortSignal.timeout for a failure',
  },
  {
    does: 'takes a time-out for a network error',
    parts: {
      readError: (error, request) => {
        const reading = sound.readError(error, request)
        return reading.kind === 'timeout' ? { kind: 'network' } : reading
      },
    },
    caughtBy: 'tells classify a network error, a time-out and an abort apart',
  },
  {
    does: 'takes a permit for a signal that was over before',
    parts: {
      around: (guarded, request, breakers) => {
        const breaker = breakers.breakerFor(request.url)
        if (request.signal?.aborted && breaker) breaker.settle(breaker.acquire(), 'failure')
        return guarded(request)
      },
    },
    caughtBy: 'admits nothing, and sends nothing, for a signal that was over before: by the caller',
  },
  {
    does: 'settles with the body, and not with the headers',
    parts: {
      send: async request => {
        const response = await sound.send(request)
        const text = await response.text()
        return new Response(text || null, { status: response.status, headers: response.headers })
      },
    },
    caughtBy: 'settles a body that breaks off when the client does',
  },
  {
    does: 'keeps the first breakers alone',
    parts: {
      around: (() => {
        const known = new Set<unknown>()
        return (guarded, request, breakers) => {
          known.add(breakers)
          return breakers === [...known].at(-1) ? guarded(request) : sound.send(request)
        }
      })(),
    },
    caughtBy: 'leads a call through all the breakers',
  },
]
