import type { Case } from './space.ts'

/** What should be booked for so many messages: each once, by the worst that anybody knows of it. */
export const expectedOf = (
  { guards, between, answer, sets }: Case,
  lowest: number,
  sent: number,
): { successes: number; failures: number } => {
  const isHidden = between === 'stale-if-error' && lowest < guards.length - 1
  const readsBody = guards[0]?.startsWith('axios') && (lowest === 0 || sets !== 'others')
  const fails =
    (answer === '503' && !isHidden) || (answer === 'tear' && readsBody === true && isOutermost(sets, lowest))
  if (answer === 'hang') return { successes: 0, failures: 0 }
  return fails ? { successes: 0, failures: sent } : { successes: sent, failures: 0 }
}

/** Whether the set whose lowest guard this is has the outermost guard too. */
const isOutermost = (sets: Case['sets'], lowest: number): boolean =>
  sets === 'same' || lowest === 0 || (sets === 'around' && lowest !== 1)
