/** The callbacks of which the environment knows. */
const told = /* @__PURE__ */ new WeakSet<object>()

/**
 * Tells the environment of an error that a user's callback threw, as if nobody had caught it, yet without
 * breaking the call in which it happened.
 *
 * @param source whose fault it is, a function or a breaker: only its first error is told, since it may be wrong with every call
 */
export const report = (error: unknown, source: object = {}): void => {
  if (told.has(source)) return
  told.add(source)
  try {
    const { reportError = console.error } = globalThis as { reportError?: (error: unknown) => void }
    reportError(error)
  } catch {
    // Whoever reports errors by throwing them has nobody left to hear of it.
  }
}
