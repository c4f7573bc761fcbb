import { ConsecutiveBreaker, circuitBreaker, ExponentialBackoff, handleAll } from 'cockatiel'
import { Effect, Schedule, Scope } from 'effect'
import { CircuitBreaker as EffectBreaker } from 'effect/persistence'
import Opossum from 'opossum'
import type { Gate, MakeGate } from '../src/index.ts'

type End = (isFailure: boolean) => void

/**
 * A gate around a library that calls a function: whether it was called at once tells who was admitted. Who is held in a queue
 * of the library counts as refused, and is let go without an attempt when his turn comes.
 */
const around = (execute: (call: () => Promise<unknown>) => unknown): Gate => {
  const ends = new Map<number, End>()
  let serial = 0
  return {
    acquire() {
      const permit = ++serial
      let isAtOnce = true
      const answer = execute(async () => {
        if (!isAtOnce) return undefined
        return new Promise<void>((resolve, reject) => {
          ends.set(permit, isFailure => (isFailure ? reject(new Error('the service failed')) : resolve()))
        })
      })
      isAtOnce = false
      if (answer instanceof Promise) answer.catch(() => {})
      return ends.has(permit) ? permit : 0
    },
    settle(permit, outcome) {
      ends.get(permit)?.(outcome === 'failure')
      ends.delete(permit)
    },
  }
}

/** cockatiel, set as its README shows. */
export const cockatiel: MakeGate = () => {
  const policy = circuitBreaker(handleAll, {
    halfOpenAfter: new ExponentialBackoff({ initialDelay: 10_000, maxDelay: 60_000 }),
    breaker: new ConsecutiveBreaker(5),
  })
  return around(async call => policy.execute(call))
}

/** opossum, with its defaults but for a volume below which one failure does not open it, the time-out, and the open period. */
export const opossum: MakeGate = () => {
  const breaker = new Opossum(async (call: () => Promise<unknown>) => call(), {
    timeout: false,
    resetTimeout: 10_000,
    volumeThreshold: 10,
    errorThresholdPercentage: 50,
  })
  return around(async call => breaker.fire(call))
}

/** effect's, whose fibers run as far as they can at once. */
export const effect: MakeGate = () => {
  const openDuration = Schedule.min([Schedule.exponential('10 seconds'), Schedule.spaced('60 seconds')])
  const made = EffectBreaker.make({ tripPolicy: EffectBreaker.consecutive(5), openDuration })
  const breaker = Effect.runSync(
    made.pipe(
      Effect.provide(EffectBreaker.layerStoreMemory()),
      Effect.provideService(Scope.Scope, Effect.runSync(Scope.make())),
    ),
  )
  return around(call => {
    const attempt = Effect.tryPromise({ try: call, catch: error => error })
    Effect.runFork(Effect.ignore(attempt.pipe(breaker.execute({ key: 'service' }))))
    return undefined
  })
}
