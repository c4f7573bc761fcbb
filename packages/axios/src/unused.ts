/** Notices a client whose requests all go past what was installed in it. */
export interface Passes {
  /** A request begins, and should come through. */
  expect(): void
  /** One has come through. */
  come(): void
}

/** So many may end before they are sent, by a cache or an error, before it looks like a mistake. */
const ENOUGH = 10

/**
 * For development alone.
 *
 * @param warning what a developer is told, once, when none of the first requests has come through
 */
export const passes = (warning: string): Passes => {
  let missing = 0
  return {
    expect() {
      missing += 1
      // oxlint-disable-next-line eslint/no-console -- for a developer to see; it is no error
      if (missing === ENOUGH) console.warn(warning)
    },
    come() {
      missing = Number.NEGATIVE_INFINITY
    },
  }
}
