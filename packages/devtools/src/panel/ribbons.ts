import type { Histories } from '../model/history.ts'
import { drawRibbon } from './ribbon.ts'
import type { RibbonColours } from './ribbon-label.ts'

const names = ['closed', 'open', 'openWash', 'halfOpen', 'halfOpenWash', 'quiet'] as const

/** Where the canvas lies over the list, and where in a row a ribbon is. */
export interface RibbonPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly rowHeight: number
  readonly y: number
  readonly height: number
}

/** What the canvas over the list shows: the rows that are there. */
export interface RibbonScene {
  readonly root: ShadowRoot
  readonly histories: Histories
  readonly rows: readonly string[]
  readonly now: number
  readonly place: RibbonPlace | undefined
}

/** Draws the ribbons of all rows that are there on one canvas. */
export const drawRibbons = ({ root, histories, rows, now, place }: RibbonScene): void => {
  const canvas = root.querySelector('canvas.ribbons')
  if (place === undefined || !(canvas instanceof HTMLCanvasElement)) return
  const { left, top, width, rowHeight, y, height } = place
  const all = rows.length * rowHeight
  canvas.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${all}px`
  const scale = devicePixelRatio
  // Setting the size also clears it.
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(all * scale)
  const context = canvas.getContext('2d')
  if (context === null) return
  context.scale(scale, scale)
  context.font = '600 10.5px system-ui, sans-serif'
  context.textBaseline = 'middle'
  const colours = coloursOf(root)
  for (const [index, name] of rows.entries()) {
    const history = histories.get(name)
    if (history !== undefined)
      drawRibbon(context, history, now, { x: 0, y: index * rowHeight + y, width, height }, colours)
  }
}

/** A canvas knows no custom properties: an element for each has its colour as the page resolves it. */
const coloursOf = (root: ShadowRoot): RibbonColours => {
  const colours = Array.from(root.querySelectorAll('.swatches i'), swatch => getComputedStyle(swatch).color)
  return Object.fromEntries(
    names.map((name, index) => [name, colours[index] ?? '']),
  ) as unknown as RibbonColours
}
