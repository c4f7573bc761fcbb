import type { CircuitState } from '@recloser/core'
import { type BreakerHistory, BUCKET_MS, type Bucket, SPAN_MS, type StateSpan } from '../model/history.ts'
import { drawLabel, type RibbonBox, type RibbonColours, type SpanRoom } from './ribbon-label.ts'

const BAND = 15

/** Draws five minutes of one breaker: what became of its calls as bars, and under them its states. */
export const drawRibbon = (
  canvas: CanvasRenderingContext2D,
  history: BreakerHistory,
  now: number,
  box: RibbonBox,
  colours: RibbonColours,
): void => {
  const at = (moment: number) => box.x + box.width * Math.min(1, Math.max(0, 1 - (now - moment) / SPAN_MS))
  const band = { ...box, y: box.y + box.height - BAND, height: BAND }
  drawBars(canvas, history.buckets, at, { ...box, height: box.height - BAND - 2 }, colours)
  const { spans } = history
  for (const [index, span] of spans.entries()) {
    const end = spans[index + 1]?.from ?? now
    const room = {
      before: at(spans[index - 1]?.from ?? Number.NEGATIVE_INFINITY),
      left: at(span.from),
      right: at(end),
    }
    if (end > now - SPAN_MS) drawSpan(canvas, span, room, band, colours)
  }
}

const drawBars = (
  canvas: CanvasRenderingContext2D,
  buckets: readonly Bucket[],
  at: (moment: number) => number,
  box: RibbonBox,
  { closed, open, quiet }: RibbonColours,
): void => {
  const most = Math.max(
    4,
    ...buckets.map(({ successes, failures, rejected }) => successes + failures + rejected),
  )
  const bottom = box.y + box.height
  for (const bucket of buckets) {
    const left = at(bucket.from)
    const width = Math.max(1, at(bucket.from + BUCKET_MS) - left - 1)
    let top = bottom
    const stack = (count: number, colour: string) => {
      if (count === 0) return
      const height = Math.max(1.5, (count / most) * box.height)
      top -= height
      canvas.fillStyle = colour
      canvas.globalAlpha = colour === closed ? 0.55 : 1
      canvas.fillRect(left, top, width, height)
      canvas.globalAlpha = 1
    }
    stack(bucket.successes, closed)
    stack(bucket.failures, open)
    stack(bucket.rejected, quiet)
  }
}

const painters: Readonly<
  Record<CircuitState, (canvas: CanvasRenderingContext2D, box: RibbonBox, colours: RibbonColours) => void>
> = {
  closed(canvas, { x, y, width, height }, { closed }) {
    canvas.fillStyle = closed
    canvas.fillRect(x, y + height / 2 - 1.5, width, 3)
  },
  open(canvas, { x, y, width, height }, { open, openWash }) {
    canvas.fillStyle = openWash
    canvas.fillRect(x, y, width, height)
    canvas.strokeStyle = open
    canvas.lineWidth = 1
    canvas.save()
    canvas.beginPath()
    canvas.rect(x, y, width, height)
    canvas.clip()
    canvas.globalAlpha = 0.45
    canvas.beginPath()
    // Strokes lean against the page, not against the block, or they would crawl as it moves.
    for (let stroke = Math.floor((x - height) / 6) * 6; stroke < x + width; stroke += 6) {
      canvas.moveTo(stroke, y + height)
      canvas.lineTo(stroke + height, y)
    }
    canvas.stroke()
    canvas.restore()
    canvas.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1)
  },
  'half-open'(canvas, { x, y, width, height }, { halfOpen, halfOpenWash }) {
    canvas.fillStyle = halfOpenWash
    canvas.fillRect(x, y, width, height)
    canvas.strokeStyle = halfOpen
    canvas.lineWidth = 1
    canvas.setLineDash([4, 2])
    canvas.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1)
    canvas.setLineDash([])
  },
}

const drawSpan = (
  canvas: CanvasRenderingContext2D,
  { state, label }: StateSpan,
  room: SpanRoom,
  band: RibbonBox,
  colours: RibbonColours,
): void => {
  const box = { ...band, x: room.left, width: Math.max(2, room.right - room.left) }
  painters[state](canvas, box, colours)
  if (state === 'open' && label !== '') drawLabel(canvas, label, room, band, colours)
}
