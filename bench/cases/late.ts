import { type Cases, eachRejecting, type Loop } from '../harness/case.ts'
import {
  type Call,
  cockatielConsecutive,
  cockatielCount,
  cockatielSampling,
  type Guard,
  mollitiaCount,
  opossumDefaults,
  opossumMinimal,
  recloser,
  recloserCount,
} from '../peers.ts'

/** Fails a moment after it was called, as a request does. Every hundredth succeeds, so that no rule that counts parts trips. */
const failing = (): Call => {
  const down = new Error('down')
  let calls = 0
  return async () => {
    await Promise.resolve()
    calls += 1
    if (calls % 100 === 0) return calls
    throw down
  }
}

const guarded = (guard: Guard) => async (): Promise<Loop> => eachRejecting(await guard(failing()))

/** With a window that is full before anything is measured, so that old calls leave it as new ones come. */
const filled = (guard: Guard, size: number) => async (): Promise<Loop> => {
  const loop = eachRejecting(await guard(failing()))
  await loop(size)
  return loop
}

/** A call that fails later, through a circuit that stays closed. */
export const cases: Cases = {
  bare: () => eachRejecting(failing()),
  'recloser count': guarded(recloserCount()),
  'recloser default': guarded(recloser()),
  'cockatiel consecutive': guarded(cockatielConsecutive),
  'cockatiel count': guarded(cockatielCount()),
  'cockatiel sampling': guarded(cockatielSampling),
  'opossum minimal': guarded(opossumMinimal),
  'opossum defaults': guarded(opossumDefaults),
  'mollitia count': guarded(mollitiaCount()),
  ...Object.fromEntries(
    [100, 1_000, 10_000, 100_000].flatMap(size => [
      [`recloser of ${size}`, filled(recloserCount(size), size)],
      [`cockatiel of ${size}`, filled(cockatielCount(size), size)],
    ]),
  ),
  // It copies its window on every call: a larger one takes minutes to fill.
  ...Object.fromEntries([100, 1_000].map(size => [`mollitia of ${size}`, filled(mollitiaCount(size), size)])),
}
