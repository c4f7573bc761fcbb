/** Tells the environment of an error in a user's function or an adapter, which must not reach the caller. */
export const report = (error: unknown): void => {
  try {
    // Browsers, Deno and workers have it, Node has not.
    if (typeof reportError === 'function') reportError(error)
    else console.error(error)
  } catch {
    // Whoever reports errors by throwing them has nobody left to hear of it.
  }
}

/** What the function answers. One that throws is reported, and the other answer stands in for its own. */
export const safely = <Arguments extends unknown[], Answer>(
  ask: (...args: Arguments) => Answer,
  otherwise: Answer,
  ...args: Arguments
): Answer => {
  try {
    const answer = ask(...args)
    // An answer that comes too late. Whoever asked reports it as a wrong one; its rejection must not end the process too.
    void (answer as Partial<Promise<unknown>> | null | undefined)?.then?.(undefined, () => {})
    return answer
  } catch (error) {
    report(error)
    return otherwise
  }
}

/** The error for a value that breaks a rule. It names field, rule and value, but not what an object holds. */
export const wrong = (field: string, rule: string, value: unknown): RangeError => {
  const shown =
    typeof value === 'string' ? JSON.stringify(value) : String(Object(value) === value ? typeof value : value)
  return new RangeError(`${field} must be ${rule}, got ${shown}`)
}
