import type { ReactElement } from 'react'
import type { Mark } from './history.ts'
import { positionIn, type Stretch } from './stretch.ts'

/** Calls as marks: a stroke for an answer, a cross for a failure, a ring for a rejection; a probe stands in a diamond. */
export function Marks({
  marks,
  stretch,
}: {
  readonly marks: readonly Mark[]
  readonly stretch: Stretch
}): ReactElement {
  const x = positionIn(stretch)
  return (
    <>
      {marks
        .filter(({ at }) => at > stretch.from)
        .map(({ id, at, kind, isProbe }) => (
          <svg key={id} className={`mark ${kind}`} x={x(Math.min(at, stretch.now))} y="14">
            <title>{isProbe ? `probe: ${kind}` : kind}</title>
            <MarkShape kind={kind} isProbe={isProbe} />
          </svg>
        ))}
    </>
  )
}

export function MarkShape({ kind, isProbe }: Omit<Mark, 'id' | 'at'>): ReactElement {
  return (
    <>
      {isProbe && <path className="probe" d="M0-9 9 0 0 9-9 0Z" />}
      {shapes[kind]}
    </>
  )
}

const dot = <circle r="1.6" className="filled" />

const shapes: Record<Mark['kind'], ReactElement> = {
  success: <path d="M0-5V5" />,
  failure: <path d="M-3.6-3.6 3.6 3.6M3.6-3.6-3.6 3.6" />,
  rejected: <circle r="2.6" />,
  throttled: <path d="M-4-4H4L0 4Z" />,
  ignored: dot,
  late: dot,
}
