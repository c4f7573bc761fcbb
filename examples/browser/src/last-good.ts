/** An answer that was good once. */
export interface Kept {
  readonly data: unknown
  /** When it came, in milliseconds since 1970. */
  readonly at: number
}

const kept = new Map<string, Kept>()

/** The header that tells an answer of ours from one of the host: when the host gave it. */
export const keptAtHeader = 'x-kept-at'

export function keep(url: string, data: unknown): void {
  kept.set(url, { data, at: Date.now() })
}

/** The last good answer as a response: a new one each time, since a body is read once. `undefined`: there is none. */
export function answerOf(url: string): Response | undefined {
  const answer = kept.get(url)
  return answer && Response.json(answer.data, { headers: { [keptAtHeader]: String(answer.at) } })
}

/** All of them, for the session. */
export const allKept = (): [url: string, answer: Kept][] => [...kept]

export function restoreKept(answers: readonly (readonly [url: string, answer: Kept])[]): void {
  for (const [url, answer] of answers) kept.set(url, answer)
}
