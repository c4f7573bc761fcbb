/** What is called: a function that answers with a promise. */
export type Call = () => Promise<unknown>

/** Puts a function behind a breaker. Each library is imported only in the process that measures it. */
export type Guard = (call: Call) => Promise<Call>

/** Not to be reached by the failures that are measured: every hundredth call succeeds. */
const NEVER_IN_A_ROW = 1_000
const NEVER_PART = 0.999
const LONG_MS = 100_000_000

export const recloser =
  (config: Record<string, unknown> = {}): Guard =>
  async call => {
    const { CircuitBreaker } = await import('@recloser/core')
    const breaker = new CircuitBreaker('bench', {
      failureThreshold: NEVER_IN_A_ROW,
      failureRateThreshold: NEVER_PART,
      ...config,
    })
    return () => breaker.call(call)
  }

/** A window of the last calls, and no clock. */
export const recloserCount =
  (size = 100): Guard =>
  async call => {
    const { lastCalls } = await import('@recloser/core')
    return recloser({ failureWindow: lastCalls(size), measureDurations: false })(call)
  }

export const cockatielConsecutive: Guard = async call => {
  const { circuitBreaker, ConsecutiveBreaker, handleAll } = await import('cockatiel')
  const breaker = new ConsecutiveBreaker(NEVER_IN_A_ROW)
  const policy = circuitBreaker(handleAll, { halfOpenAfter: LONG_MS, breaker })
  return () => policy.execute(call)
}

export const cockatielCount =
  (size = 100): Guard =>
  async call => {
    const { circuitBreaker, CountBreaker, handleAll } = await import('cockatiel')
    const breaker = new CountBreaker({ threshold: NEVER_PART, size })
    const policy = circuitBreaker(handleAll, { halfOpenAfter: LONG_MS, breaker })
    return () => policy.execute(call)
  }

export const cockatielSampling: Guard = async call => {
  const { circuitBreaker, SamplingBreaker, handleAll } = await import('cockatiel')
  const breaker = new SamplingBreaker({ threshold: NEVER_PART, duration: 60_000 })
  const policy = circuitBreaker(handleAll, { halfOpenAfter: LONG_MS, breaker })
  return () => policy.execute(call)
}

const opossum =
  (options: Record<string, unknown>): Guard =>
  async call => {
    const { default: CircuitBreaker } = await import('opossum')
    const breaker = new CircuitBreaker(call, { errorThresholdPercentage: 100, ...options })
    return () => breaker.fire()
  }

export const opossumDefaults: Guard = opossum({})

/** Without its time-out, percentiles and snapshots. */
export const opossumMinimal: Guard = opossum({
  timeout: false,
  rollingPercentilesEnabled: false,
  enableSnapshots: false,
})

const mollitia =
  (kind: 'SlidingCountBreaker' | 'SlidingTimeBreaker', slidingWindowSize: number): Guard =>
  async call => {
    const library = await import('mollitia')
    const breaker = new library[kind]({
      slidingWindowSize,
      minimumNumberOfCalls: 10,
      failureRateThreshold: 100,
    })
    const circuit = new library.Circuit({ func: call, options: { modules: [breaker] } })
    return () => circuit.execute()
  }

export const mollitiaCount = (size = 100): Guard => mollitia('SlidingCountBreaker', size)

/** Of one second: it keeps an entry a call, and a minute of calls as fast as here would not end. */
export const mollitiaTime: Guard = mollitia('SlidingTimeBreaker', 1_000)

/** The circuits as the libraries make them, tripped by one failure; what they answer with from then on. */
export const tripped: Readonly<Record<string, () => Promise<Call>>> = {
  recloser: async () => {
    const { CircuitBreaker } = await import('@recloser/core')
    const breaker = new CircuitBreaker('bench', { failureThreshold: 1, openDurationMs: LONG_MS })
    return () => breaker.call(fail)
  },
  cockatiel: async () => {
    const { circuitBreaker, ConsecutiveBreaker, handleAll } = await import('cockatiel')
    const policy = circuitBreaker(handleAll, { halfOpenAfter: LONG_MS, breaker: new ConsecutiveBreaker(1) })
    return () => policy.execute(fail)
  },
  opossum: async () => {
    const { default: CircuitBreaker } = await import('opossum')
    const breaker = new CircuitBreaker(fail, { resetTimeout: LONG_MS })
    return () => breaker.fire()
  },
  mollitia: async () => {
    const { Circuit, SlidingCountBreaker } = await import('mollitia')
    const breaker = new SlidingCountBreaker({ minimumNumberOfCalls: 1, openStateDelay: LONG_MS })
    const circuit = new Circuit({ func: fail, options: { modules: [breaker] } })
    return () => circuit.execute()
  },
}

/** What the call itself fails with, once. */
export const down: Error = new Error('down')

const fail: Call = async () => {
  throw down
}
