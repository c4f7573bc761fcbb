import { type Saboteur, sound } from './adapter.ts'

/** Adapters that give the caller something else than the client gave. */
export const answers: readonly Saboteur[] = [
  {
    does: 'turns a 410 into a network error',
    parts: {
      around: async (guarded, request) => {
        const response = await guarded(request)
        if (response.status === 410) throw new TypeError('fetch failed')
        return response
      },
    },
    caughtBy: 'gives the caller every status',
  },
  {
    does: 'throws for whatever is no success',
    parts: {
      around: async (guarded, request) => {
        const response = await guarded(request)
        if (response.status === 422) throw new Error('HTTP 422')
        return response
      },
    },
    caughtBy: 'gives the caller every status',
  },
  {
    does: 'clones the response',
    parts: { around: async (guarded, request) => (await guarded(request)).clone() },
    caughtBy: 'never clones an answer',
  },
  {
    does: 'reads a clone to look into it',
    parts: {
      around: async (guarded, request) => {
        const response = await guarded(request)
        await response.clone().text()
        return response
      },
    },
    caughtBy: 'never clones an answer',
  },
  {
    does: 'makes a response of the response',
    parts: {
      around: async (guarded, request) => {
        const response = await guarded(request)
        return response.redirected ? new Response(response.body, response) : response
      },
    },
    caughtBy: 'gives the caller the very answer',
  },
  {
    does: 'reads the body before the caller does',
    parts: {
      around: async (guarded, request) => {
        const response = await guarded(request)
        const text = await response.text()
        return new Response(text || null, { status: response.status, headers: response.headers })
      },
    },
    caughtBy: 'never clones an answer',
  },
  {
    does: 'wraps the errors of the client',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((cause: unknown) => {
          throw cause instanceof TypeError ? new Error('request failed', { cause }) : cause
        }),
    },
    caughtBy: 'gives the caller the error of the client for a network error',
  },
  {
    does: 'gives an abort a reason of its own',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((error: unknown) => {
          throw request.signal?.aborted ? new DOMException('aborted', 'AbortError') : error
        }),
    },
    caughtBy: 'gives the caller the error of the client for an abort',
  },
  {
    does: 'answers 503 where the network failed',
    parts: {
      around: (guarded, request) =>
        guarded(request).catch((error: unknown) => {
          if (error instanceof TypeError) return new Response('', { status: 503 })
          throw error
        }),
    },
    caughtBy: 'takes a network error for a failure',
  },
  {
    does: 'sends again what failed',
    parts: {
      send: async request => {
        const response = await sound.send(request)
        return response.status === 503 ? sound.send(request) : response
      },
    },
    caughtBy: 'opens after five answers 503',
  },
  {
    does: 'sends twice',
    parts: {
      send: async request => {
        await sound.send(request)
        return sound.send(request)
      },
    },
    caughtBy: 'hands over the answer',
  },
  {
    does: 'sends one after the other',
    parts: {
      around: (() => {
        let last: Promise<unknown> = Promise.resolve()
        return (guarded, request) => {
          const call = last.then(() => guarded(request))
          last = call.catch(() => {})
          return call
        }
      })(),
    },
    caughtBy: 'sends calls at the same time',
  },
]
