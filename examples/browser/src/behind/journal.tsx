import type { ReactElement } from 'react'
import { StateMark } from '../parts/state-mark.tsx'
import { useStore } from '../store.ts'
import { clockOf, reasonWords } from '../words.ts'
import type { Entry, History } from './history.ts'

/** Changes of state in words. The newest is also said to those who listen to the page. */
export function Journal({ history }: { readonly history: History }): ReactElement {
  const entries = useStore(history.journal)
  return (
    <section className="journal" aria-label="Changes of state">
      <h3>Changes of state</h3>
      <p className="unseen" role="status">
        {entries[0] && sentenceOf(entries[0])}
      </p>
      {entries.length === 0 && <p>None so far. Break a host, and it will not be long.</p>}
      <ol>
        {entries.map(entry => (
          <li key={entry.id}>
            <time>{new Date(entry.at).toLocaleTimeString('en-GB')}</time>
            <StateMark state={entry.to} />
            {sentenceOf(entry)}
          </li>
        ))}
      </ol>
    </section>
  )
}

function sentenceOf({ host, to, reason, counts, retryAfterMs }: Entry): string {
  const why = reasonWords(reason, counts)
  if (to === 'closed') return `${host} is closed again: ${why}`
  if (to === 'half-open') return `${host} is probed: ${why}`
  return `${host} opened: ${why}${retryAfterMs === undefined ? '' : `, for ${clockOf(retryAfterMs)}`}`
}
