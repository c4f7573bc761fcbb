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
  const last = spans.at(-1)
  const past = spans.map(({ state, from, dueAt }, index): Piece => {
    const end = Math.min(dueAt, spans[index + 1]?.from ?? now)
    const isProbed = state === 'half-open'
    return {
      state,
      from: isProbed ? Math.min(from, spans[index - 1]?.dueAt ?? from) : from,
      to: end,
      isAhead: false,
    }
  })
  if (last?.state !== 'open') return past
  const rest: Piece =
    last.dueAt > now
      ? { state: 'open', from: now, to: last.dueAt, isAhead: true }
      : { state: 'half-open', from: last.dueAt, to: now, isAhead: false }
  return [...past, rest]
}
