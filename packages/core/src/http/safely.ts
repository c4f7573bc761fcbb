import { _report } from '@recloser/core'

/** What the function answers. One that throws is reported, the first time, and the other answer stands in for its own. */
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
    _report(error, ask)
    return otherwise
  }
}
