import { type Cases, each, type Loop } from '../harness/case.ts'
import {
  cockatielConsecutive,
  cockatielCount,
  cockatielSampling,
  type Guard,
  mollitiaCount,
  mollitiaTime,
  opossumDefaults,
  opossumMinimal,
  recloserCount,
} from '../peers.ts'

const answer = async (): Promise<number> => 1

const guarded = (guard: Guard) => async (): Promise<Loop> => each(await guard(answer))

/** A call that succeeds, through a closed circuit. */
export const cases: Cases = {
  bare: () => each(answer),
  'p.then(ok, ko)': () => {
    const ok = <Value>(value: Value): Value => value
    const ko = (error: unknown): never => {
      throw error
    }
    return each(() => answer().then(ok, ko))
  },
  'recloser acquire, settle': async () => {
    const { CircuitBreaker, lastCalls } = await import('@recloser/core')
    const config = { failureWindow: lastCalls(100), measureDurations: false }
    const breaker = new CircuitBreaker('bench', config)
    return async calls => {
      for (let i = 0; i < calls; i += 1) {
        const permit = breaker.acquire()
        await answer()
        breaker.settle(permit, 'success')
      }
    }
  },
  'recloser call, count': guarded(recloserCount()),
  'recloser call, default': async () => {
    const { CircuitBreaker } = await import('@recloser/core')
    const breaker = new CircuitBreaker('bench')
    return each(() => breaker.call(answer))
  },
  'cockatiel consecutive': guarded(cockatielConsecutive),
  'cockatiel count': guarded(cockatielCount()),
  'cockatiel sampling': guarded(cockatielSampling),
  'opossum minimal': guarded(opossumMinimal),
  'opossum defaults': guarded(opossumDefaults),
  'mollitia count': guarded(mollitiaCount()),
  'mollitia time': guarded(mollitiaTime),
}
