/**
 * Whether this build speaks in sentences. The build that pages get in production sets it to `false`: every check stays, a
 * sentence becomes the name of the field, and what is only said while developing goes. See docs/decisions/production-words.md.
 */
export const DEV: boolean = true

/** What an error says of a rule; absent where the build has no sentences. */
export type Words = string | false

/** A value as an error message shows it; what an object holds is nobody's business. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value)
  const isOpaque = Object(value) === value || typeof value === 'symbol'
  return DEV && isOpaque ? `a value of type ${typeof value}` : String(value)
}

/** The error for a value that breaks a rule. It names field, rule and value. */
export const wrong = (field: string, rule: Words, value: unknown): RangeError =>
  new RangeError(DEV ? `${field} must be ${rule}, got ${show(value)}` : field)

/** @throws TypeError naming what must be a function; not what it is instead, which may be a URL with its secrets */
export const assertFunction = (what: string, value: unknown): void => {
  if (typeof value !== 'function')
    throw new TypeError(
      DEV ? `${what} must be a function, got ${value === null ? value : typeof value}` : what,
    )
}

/** A finite number of milliseconds above 0. */
export const isDuration = (value: unknown): boolean => Number.isFinite(value) && (value as number) > 0

/** The rule for the durations that methods take. */
export const checkDuration = (name: string, value: unknown): void => {
  if (!isDuration(value)) throw wrong(name, DEV && 'a finite number of milliseconds > 0', value)
}
