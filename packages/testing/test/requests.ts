import type { Plan, ServerOutcome } from '@recloser/testing'

/** What the plan gives to so many requests in a row, by name of kind or status. */
export function playThrough(plan: Plan, count: number, method = 'GET', path = '/'): (string | number)[] {
  return Array.from({ length: count }, (_, index) => short(plan({ index, ...request(method, path) })))
}

export function request(method: string, path: string): { method: string; path: string; url: string } {
  return { method, path, url: `http://127.0.0.1${path}` }
}

function short(outcome: ServerOutcome): string | number {
  return outcome.kind === 'status' ? outcome.status : outcome.kind
}
