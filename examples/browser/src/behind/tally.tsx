import type { ReactElement } from 'react'

interface TallyProps {
  /** Attempts that the page made. */
  readonly asked: number
  /** Requests that the backend saw. */
  readonly reached: number
  /** Attempts that the breaker refused. */
  readonly spared: number
}

/** Requests that reached the backend against those made. */
export function Tally({ asked, reached, spared }: TallyProps): ReactElement {
  return (
    <div className="tally">
      <dl>
        <div>
          <dt>Made</dt>
          <dd>{asked}</dd>
        </div>
        <div>
          <dt>Reached it</dt>
          <dd>{reached}</dd>
        </div>
        <div>
          <dt>Spared</dt>
          <dd>{spared}</dd>
        </div>
      </dl>
      <span className="share" aria-hidden="true">
        <span style={{ width: `${asked === 0 ? 0 : (reached / asked) * 100}%` }} />
      </span>
    </div>
  )
}
