import type { ReactElement } from 'react'
import { gridOf, positionIn, type Stretch } from './stretch.ts'

/** The times below the lanes. */
export function Axis({ stretch }: { readonly stretch: Stretch }): ReactElement {
  const x = positionIn(stretch)
  return (
    <div className="axis-row" aria-hidden="true">
      <div className="axis">
        {gridOf(stretch).map(({ at, label }) => (
          <span key={label} style={{ left: x(at) }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}
