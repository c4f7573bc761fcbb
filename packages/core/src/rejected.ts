/**
 * What a promise resolves with to be rejected a moment later, at less than half the price of a handler that throws or of
 * a promise that is rejected from the start. Unhandled, it is reported as any. See docs/decisions/rejections.md.
 */
export const rejectedWith = (error: unknown): PromiseLike<never> => {
  const then = (_: unknown, reject: (error: unknown) => void) => reject(error)
  const thenable = { then } // oxlint-disable-line unicorn/no-thenable
  return thenable as PromiseLike<never>
}
