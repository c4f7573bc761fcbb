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

const down = new Error('down')

/**
 * Fails a moment after it was called, as a request does. Every hundredth call succeeds, the first one too, so that no rule
 * that counts parts trips.
 */
const failing = (): Call => {
  let calls = -1
  return async () => {
    await Promise.resolve()
    calls += 1
    if (calls % 100 === 0) return calls
    throw down
  }
}

/** Any other error would be that of a circuit that has tripped. */
const isDown = (error: unknown): boolean => error === down

const guarded = (guard: Guard) => async (): Promise<Loop> => eachRejecting(await guard(failing()), isDown)

/** With a window that is full before anything is measured, so that old calls leave it as new ones come. */
const filled = (guard: Guard, size: number) => async (): Promise<Loop> => {
  const loop = eachRejecting(await guard(failing()), isDown)
  await loop(size)
  return loop
}

/** A call that fails later, through a circuit that stays closed. */
export const cases: Cases = {
  bare: () => eachRejecting(failing(), isDown),
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
