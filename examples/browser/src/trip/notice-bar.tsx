import type { CircuitState } from '@recloser/core'
import type { ReactElement } from 'react'
import { StateMark } from '../parts/state-mark.tsx'
import type { Notice } from './notice.ts'

const marks: Record<Notice['tone'], CircuitState> = {
  live: 'closed',
  back: 'closed',
  stale: 'half-open',
  open: 'open',
  'half-open': 'half-open',
  offline: 'open',
}

/** The foot of a panel: where its data comes from, and when it will be better. */
export function NoticeBar({
  notice,
  left,
}: {
  readonly notice: Notice
  readonly left: number
}): ReactElement {
  const { tone, text, next } = notice
  return (
    <footer className="notice">
      <StateMark state={marks[tone]} />
      <p>{text}</p>
      {next !== undefined && (
        <p className="next">
          {next}
          <progress value={left} aria-hidden="true" />
        </p>
      )}
    </footer>
  )
}
