import type { CircuitState } from '@recloser/core'
import type { ReactElement } from 'react'
import { StateMark } from '../parts/state-mark.tsx'
import { stateWords } from '../words.ts'
import type { Mark } from './history.ts'
import { MarkShape } from './marks.tsx'

const states: readonly CircuitState[] = ['closed', 'open', 'half-open']

const marks: readonly (Omit<Mark, 'id' | 'at'> & { readonly label: string })[] = [
  { kind: 'success', isProbe: false, label: 'answered' },
  { kind: 'failure', isProbe: false, label: 'failed' },
  { kind: 'throttled', isProbe: false, label: '429, a pause' },
  { kind: 'rejected', isProbe: false, label: 'rejected, not sent' },
  { kind: 'success', isProbe: true, label: 'probe' },
]

/** What the shapes mean. */
export function Legend(): ReactElement {
  return (
    <ul className="legend" aria-label="What the shapes mean">
      {states.map(state => (
        <li key={state}>
          <StateMark state={state} />
          {stateWords[state]}
        </li>
      ))}
      {marks.map(({ kind, isProbe, label }) => (
        <li key={label}>
          <svg className={`mark ${kind}`} viewBox="-10 -10 20 20" aria-hidden="true">
            <MarkShape kind={kind} isProbe={isProbe} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
