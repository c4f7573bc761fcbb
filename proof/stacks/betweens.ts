import type { Between } from './space.ts'

export type Fetch = typeof globalThis.fetch

/** Something of the user's between two guards: it gets the arguments of one fetch and calls another. */
type Wrapper = (send: Fetch, loose: Promise<unknown>[]) => Fetch

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const urlOf = (input: Parameters<Fetch>[0]): string =>
  typeof input === 'object' && 'url' in input ? input.url : String(input)

const seenOf = ({ method, signal }: Request): RequestInit => ({ method, signal })

/** A `Request` with a body can be sent once. Its signal goes with it: that of a clone may be lost to the garbage collector. */
const copyOf = (input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): Parameters<Fetch> =>
  input instanceof Request
    ? [input.clone(), { ...init, signal: init?.signal ?? input.signal }]
    : [input, init]

/** The first answer. Nobody waits for the others but the explorer, at the end. */
const firstOf = async (
  answers: readonly Promise<Response>[],
  loose: Promise<unknown>[],
): Promise<Response> => {
  loose.push(...answers)
  try {
    return await Promise.any(answers)
  } catch (error) {
    throw (error as AggregateError).errors[0]
  }
}

const headers = { 'x-token': 'one' }

/** The wrappers by name. Each sends once, but for `hedging`, `a crowd at once`, and `sent again` after a 503. */
export const wrappers: Readonly<Record<Between, Wrapper>> = {
  nothing: send => send,
  'an await':
    send =>
    async (...args) => {
      await Promise.resolve()
      return send(...args)
    },
  'a longer wait':
    send =>
    async (...args) => {
      for (let step = 0; step < 5; step += 1) await Promise.resolve()
      await turn()
      await Promise.resolve().then(() => undefined)
      return send(...args)
    },
  'init re-made': send => async (input, init) => {
    await Promise.resolve()
    return send(input, { ...init, headers: input instanceof Request ? input.headers : headers })
  },
  'Request re-made': send => async (input, init) => {
    await Promise.resolve()
    return send(new Request(input, init))
  },
  'the URL alone': send => async (input, init) => {
    await Promise.resolve()
    // The method is a part of what is asked for; all else is dropped, but for the signal: nothing else would end it.
    const { method, signal } = { ...(input instanceof Request ? seenOf(input) : {}), ...init }
    return send(urlOf(input), { ...(method && { method }), ...(signal && { signal }) })
  },
  hedging: (send, loose) => async (input, init) => {
    await Promise.resolve()
    return firstOf(
      Array.from({ length: 2 }, () => send(...copyOf(input, init))),
      loose,
    )
  },
  'a crowd at once': (send, loose) => (input, init) =>
    firstOf(
      Array.from({ length: 4 }, () => send(...copyOf(input, init))),
      loose,
    ),
  'sent again': send => async (input, init) => {
    await Promise.resolve()
    const response = await send(...copyOf(input, init))
    if (response.status !== 503) return response
    await response.text()
    return send(input, init)
  },
  'stale-if-error':
    send =>
    async (...args) => {
      await Promise.resolve()
      const response = await send(...args)
      if (response.status !== 503) return response
      await response.text()
      return new Response('stale')
    },
  'Response re-made':
    send =>
    async (...args) => {
      await Promise.resolve()
      const response = await send(...args)
      return new Response(response.body, response)
    },
}
