import { hang, networkError, ok, type Plan, type ServerOutcome, slow, status } from '@recloser/testing'

/** The ways in which a backend of this page can misbehave: what the switch says, what it means, what is played. */
export const faults = {
  healthy: {
    label: 'Healthy',
    means: 'answers at once',
    play: (body: unknown): ServerOutcome => ok({ body }),
  },
  slow: {
    label: 'Slow',
    means: 'answers after 0.8 s',
    play: (body: unknown): ServerOutcome => slow(800, ok({ body })),
  },
  unavailable: {
    label: '503',
    means: 'answers 503 Service Unavailable',
    play: (): ServerOutcome => status(503),
  },
  throttled: {
    label: '429',
    means: 'answers 429 Too Many Requests, Retry-After: 9',
    play: (): ServerOutcome => status(429, { headers: { 'retry-after': '9' } }),
  },
  down: {
    label: 'Down',
    means: 'refuses every connection',
    play: (): ServerOutcome => networkError,
  },
  hangs: {
    label: 'Hangs',
    means: 'never answers; the clients give up after 2.5 s',
    play: (): ServerOutcome => hang,
  },
}

export type Fault = keyof typeof faults

/** @param answer what a healthy backend says, by the number of its request */
export function planOf(fault: Fault, answer: (request: number) => unknown): Plan {
  const { play } = faults[fault]
  // MSW answers from within the page, without a network; a real host would be out of reach.
  return ({ index }) => (navigator.onLine ? play(answer(index)) : networkError)
}
