import type { Act, Handle, Subject } from './subject.ts'
import { settled, type World } from './world.ts'

/** What was seen of one library. */
export interface Finding {
  /** `undefined`: the library has nothing that could make it. */
  readonly isMade: boolean | undefined
  readonly seen: string
}

/** One mistake: what to do to a breaker, and how to see whether it makes it. */
export interface Scenario {
  readonly mistake: string
  /** The test of our suite that shows that Recloser does not make it. */
  readonly shownBy: { readonly file: string; readonly test: string }
  readonly play: (subject: Subject, world: World) => Finding | Promise<Finding>
}

export const down: Error = new Error('down')
export const fail: Act = () => Promise.reject(down)
export const succeed: Act = () => Promise.resolve('up')
export const never: Act = () => new Promise(() => {})
export const abort: Act = () => Promise.reject(new DOMException('changed my mind', 'AbortError'))

/** A call that ends when the scenario says so. */
export const held = (): { act: Act; resolve: () => void; reject: () => void; isCalled: () => boolean } => {
  const { promise, resolve, reject } = Promise.withResolvers()
  let called = false
  const act = () => {
    called = true
    return promise
  }
  return { act, resolve: () => resolve('up'), reject: () => reject(down), isCalled: () => called }
}

/** What the caller saw by now: `value`, `pending`, or the error. */
export const seenOf = async (call: Promise<unknown>): Promise<'pending' | 'value' | { error: unknown }> => {
  let seen: 'pending' | 'value' | { error: unknown } = 'pending'
  call.then(
    () => {
      seen = 'value'
    },
    (error: unknown) => {
      seen = { error }
    },
  )
  await settled()
  return seen
}

/** Calls, and minds nothing that comes of it. */
export const callAll = async (handle: Handle, ...acts: readonly Act[]): Promise<void> => {
  for (const act of acts) await seenOf(handle.call(act))
}

/** Opens it by so many failures, and waits until it should be half-open. */
export const openThenWait = async (
  handle: Handle,
  world: World,
  failures: number,
  openMs: number,
): Promise<void> => {
  await callAll(handle, ...Array.from({ length: failures }, () => fail))
  if (handle.state() !== 'open') throw new Error(`it should be open, and is ${handle.state()}`)
  // Past what any jitter adds.
  await world.advance(openMs * 1.2)
}
