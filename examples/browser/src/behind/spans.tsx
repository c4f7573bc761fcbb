import type { CircuitState } from '@recloser/core'
import type { ReactElement } from 'react'
import type { Span } from './history.ts'
import { positionIn, type Stretch } from './stretch.ts'

/** A piece of the band. */
interface Piece {
  readonly state: CircuitState
  readonly from: number
  readonly to: number
  /** Whether it is still to come. */
  readonly isAhead: boolean
}

/**
 * States as a band that differs in shape too: closed is a thin line, open a hatched block, half-open a hollow one. An
 * open circuit whose wait is over reads half-open though nobody has called yet; it is drawn so.
 */
export function Spans({
  spans,
  stretch,
}: {
  readonly spans: readonly Span[]
  readonly stretch: Stretch
}): ReactElement {
  return (
    <>
      {piecesOf(spans, stretch.now)
        .filter(({ from, to }) => to > stretch.from && from < stretch.to)
        .map(piece => (
          <Block key={`${piece.from} ${piece.state} ${piece.isAhead}`} piece={piece} stretch={stretch} />
        ))}
    </>
  )
}

function Block({ piece, stretch }: { readonly piece: Piece; readonly stretch: Stretch }): ReactElement {
  const { state, from, to, isAhead } = piece
  const start = (Math.max(from, stretch.from) - stretch.from) / (stretch.to - stretch.from)
  const end = (Math.min(to, stretch.to) - stretch.from) / (stretch.to - stretch.from)
  return (
    <rect
      className={`span ${state} ${isAhead ? 'ahead' : ''}`}
      x={positionIn(stretch)(from)}
      width={`${(Math.max(0, end - start) * 100).toFixed(2)}%`}
    />
  )
}

export function piecesOf(spans: readonly Span[], now: number): Piece[] {
  return spans.flatMap((span, index) => {
    const until = spans[index + 1]?.from ?? now
    if (span.state !== 'open') return [{ state: span.state, from: span.from, to: until, isAhead: false }]
    const isLast = index === spans.length - 1
    const pieces: Piece[] = [
      { state: 'open', from: span.from, to: Math.min(until, span.dueAt), isAhead: false },
    ]
    if (until > span.dueAt) pieces.push({ state: 'half-open', from: span.dueAt, to: until, isAhead: false })
    if (isLast && span.dueAt > now) pieces.push({ state: 'open', from: now, to: span.dueAt, isAhead: true })
    return pieces
  })
}
