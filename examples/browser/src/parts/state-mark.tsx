import type { CircuitState } from '@recloser/core'
import type { ReactElement } from 'react'

/** A shape for each state, so that nobody needs the colour: a round one, a barred square, a half-filled diamond. */
export function StateMark({ state }: { readonly state: CircuitState }): ReactElement {
  return (
    <svg className={`state-mark ${state}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

const shapes: Record<CircuitState, ReactElement> = {
  closed: <circle cx="8" cy="8" r="5.5" />,
  open: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" />
      <path className="inside" d="M5 8h6" />
    </>
  ),
  'half-open': (
    <>
      <path className="outline" d="M8 1.5 14.5 8 8 14.5 1.5 8Z" />
      <path d="M8 1.5 14.5 8 8 14.5Z" />
    </>
  ),
}
