/** Colours, as the page resolves them now: light, dark or forced. */
export interface RibbonColours {
  readonly closed: string
  readonly open: string
  readonly openWash: string
  readonly halfOpen: string
  readonly halfOpenWash: string
  readonly quiet: string
}

/** Where a ribbon is drawn, in CSS pixels. */
export interface RibbonBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a span lies, and where the one before it begins. */
export interface SpanRoom {
  readonly before: number
  readonly left: number
  readonly right: number
}

/** In the block where it fits, else before it, over what came before. */
export const drawLabel = (
  canvas: CanvasRenderingContext2D,
  label: string,
  { before, left, right }: SpanRoom,
  { y, height }: RibbonBox,
  colours: RibbonColours,
): void => {
  const { width } = canvas.measureText(label)
  const isInside = width <= right - left - 10
  if (!isInside && width > left - before - 14) return
  const x = isInside ? left + 5 : left - width - 6
  // Without a ground of its own, strokes or a line would run through the words.
  if (isInside) {
    canvas.fillStyle = colours.openWash
    canvas.fillRect(x - 2, y + 1.5, width + 4, height - 3)
  } else canvas.clearRect(x - 4, y, width + 8, height)
  canvas.fillStyle = colours.open
  canvas.fillText(label, x, y + height / 2 + 0.5)
}
