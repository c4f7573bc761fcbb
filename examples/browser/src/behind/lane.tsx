import type { ReactElement } from 'react'
import type { BreakerHistory } from './history.ts'
import { Marks } from './marks.tsx'
import { Spans } from './spans.tsx'
import { gridOf, positionIn, type Stretch } from './stretch.ts'

interface LaneProps {
  readonly host: string
  readonly history: BreakerHistory
  readonly stretch: Stretch
}

/** What one breaker did, drawn over time: its states as a band, its calls as marks above, what is to come on the right. */
export function Lane({ host, history, stretch }: LaneProps): ReactElement {
  const x = positionIn(stretch)
  return (
    <svg className="lane" role="img" aria-label={`${host}: ${tellOf(history, stretch)}`}>
      {gridOf(stretch).map(({ at }) => (
        <line key={at} className="grid" x1={x(at)} x2={x(at)} y1="0" y2="100%" />
      ))}
      <Spans spans={history.spans} stretch={stretch} />
      <Marks marks={history.marks} stretch={stretch} />
      <line className="now" x1={x(stretch.now)} x2={x(stretch.now)} y1="0" y2="100%" />
    </svg>
  )
}

/** The drawing in a sentence. */
function tellOf({ spans, marks }: BreakerHistory, { from }: Stretch): string {
  const seen = marks.filter(({ at }) => at >= from)
  const count = (kind: string) => seen.filter(mark => mark.kind === kind).length
  const trips = spans.filter(span => span.state === 'open' && span.from >= from).length
  return `${count('success')} calls answered, ${count('failure')} failed, ${count('rejected')} rejected, opened ${trips} times`
}
