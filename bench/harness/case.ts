/** Makes so many calls, one after the other. */
export type Loop = (calls: number) => void | Promise<void>

/** What is measured, by name. Each is made in a process of its own, so that no compiled code is shared with another. */
export type Cases = Readonly<Record<string, () => Loop | Promise<Loop>>>

/** Makes a breaker for each name and returns what must be held on to. */
export type Maker = (names: readonly string[]) => unknown

export type Makers = Readonly<Record<string, Maker>>

/** What one round of one case came to, by unit. */
export type Sample = Readonly<Record<string, number>>

/** The loop around a call that answers with a promise. */
export const each =
  (call: () => PromiseLike<unknown>): Loop =>
  async calls => {
    for (let i = 0; i < calls; i += 1) await call()
  }

/** The same around a call that may reject, but with nothing else than it should. */
export const eachRejecting =
  (call: () => PromiseLike<unknown>, isExpected: (error: unknown) => boolean): Loop =>
  async calls => {
    for (let i = 0; i < calls; i += 1) {
      try {
        await call()
      } catch (error) {
        if (!isExpected(error)) throw error
      }
    }
  }

/** The loop around a synchronous call; what it returns is looked at, so that no compiler leaves the call out. */
export const eachOf =
  <Thing>(things: readonly Thing[], call: (thing: Thing) => unknown): Loop =>
  calls => {
    let next = 0
    let found = 0
    for (let i = 0; i < calls; i += 1) {
      // Always there: the index wraps at the length.
      if (call(things[next] as Thing)) found += 1
      next = next + 1 === things.length ? 0 : next + 1
    }
    if (found !== calls) throw new Error(`${calls - found} of ${calls} calls came to nothing`)
  }
