/**
 * Tells the environment of an error that a user's callback threw, as if nobody had caught it, yet without
 * breaking the call in which it happened.
 */
export const report = (error: unknown): void => {
  try {
    const { reportError = console.error } = globalThis as { reportError?: (error: unknown) => void }
    reportError(error)
  } catch {
    // Whoever reports errors by throwing them has nobody left to hear of it.
  }
}
