import type { Outcome } from '@recloser/core'

/** The verdict that the HTTP layer gives by default; a test holds the two together. */
export const outcomeOf = (status: number, waitMs: number, isAborted: boolean): Outcome => {
  if (isAborted) return 'ignored'
  if (status === 429 && waitMs > 0) return 'throttled'
  const isAnswer =
    status < 500
      ? status !== 0 && ![408, 425, 429].includes(status)
      : status > 599 || status === 501 || status === 505
  return isAnswer ? 'success' : 'failure'
}

/** The wait in a `Retry-After` of seconds, in milliseconds; 0 where there is none. */
export const waitOf = (headers: unknown): number => {
  if (typeof headers !== 'object' || headers === null) return 0
  const name = Object.keys(headers).find(candidate => candidate.toLowerCase() === 'retry-after')
  const value = name === undefined ? undefined : (headers as Record<string, unknown>)[name]
  return /^\d{1,6}$/.test(String(value)) ? Number(value) * 1_000 : 0
}
