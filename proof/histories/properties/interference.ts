import { type CircuitBreaker, type CircuitTransition, REJECTED } from '@recloser/core'

/** What a listener does in the middle of it all. */
export type Reaction = 'nothing' | 'ask' | 'call' | 'throw' | 'close' | 'pause'

/** What each does to the breaker, and how many calls it makes. */
const interfere: Readonly<Record<Reaction, (breaker: CircuitBreaker) => number>> = {
  nothing: () => 0,
  ask: breaker => {
    breaker.getStatus()
    return 0
  },
  throw: () => {
    throw new Error(MISCHIEF)
  },
  pause: breaker => {
    breaker.pause(5)
    return 0
  },
  close: breaker => {
    if (breaker.isOpen) breaker.forceClose()
    return 0
  },
  call: breaker => {
    const permit = breaker.acquire()
    breaker.settle(permit, 'ignored')
    return permit === REJECTED ? 0 : 1
  },
}

/** Two listeners of the same events, and one between them that interferes. */
export const listen = (breaker: CircuitBreaker, reaction: Reaction) => {
  const heard = {
    first: [] as CircuitTransition[],
    second: [] as CircuitTransition[],
    settled: 0,
    rejected: 0,
    extra: 0,
    nested: 0,
  }
  let isInterfering = false
  breaker.on('settled', () => (heard.settled += 1))
  breaker.on('rejected', () => (heard.rejected += 1))
  breaker.on('transition', event => {
    heard.first.push(event)
    if (isInterfering) heard.nested += 1
  })
  breaker.on('transition', () => {
    isInterfering = true
    try {
      heard.extra += interfere[reaction](breaker)
    } finally {
      isInterfering = false
    }
  })
  breaker.on('transition', event => heard.second.push(event))
  return heard
}

const MISCHIEF = 'a listener that throws, on purpose'

export const isMischief = (error: unknown): boolean => error instanceof Error && error.message === MISCHIEF
