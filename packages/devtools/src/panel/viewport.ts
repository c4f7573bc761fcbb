import type { ListRow } from '../model/order.ts'
import type { RibbonPlace } from './ribbons.ts'

const OVERSCAN = 6

/** Which rows of a long list exist, by how far it is scrolled. All rows are equally high, so nothing need be measured. */
export class Viewport {
  readonly #changed: () => void
  #scroller: HTMLElement | undefined
  #sizes: ResizeObserver | undefined
  #top = 0
  #height = 600
  #rowHeight = 46

  constructor(changed: () => void) {
    this.#changed = changed
  }

  window(total: number): { first: number; count: number; rowHeight: number } {
    const shown = Math.ceil(this.#height / this.#rowHeight) + 1
    const first = Math.max(0, Math.min(Math.floor(this.#top / this.#rowHeight) - OVERSCAN, total - shown))
    return { first, count: Math.min(total - first, shown + 2 * OVERSCAN), rowHeight: this.#rowHeight }
  }

  /** Rows that fit: how far a page key leads. */
  get page(): number {
    return Math.max(1, Math.floor(this.#height / this.#rowHeight) - 1)
  }

  observe(root: ShadowRoot): void {
    const scroller = root.querySelector<HTMLElement>('.list')
    if (scroller === null || scroller === this.#scroller) return
    this.release()
    this.#scroller = scroller
    scroller.addEventListener('scroll', this.#read, { passive: true })
    this.#sizes = new ResizeObserver(this.#read)
    this.#sizes.observe(scroller)
  }

  release(): void {
    this.#scroller?.removeEventListener('scroll', this.#read)
    this.#sizes?.disconnect()
    this.#scroller = undefined
  }

  /** Over which rows the ribbons lie: in their column, or where that is hidden, under the names. */
  ribbonPlace(root: ShadowRoot, first: number): RibbonPlace | undefined {
    const head = root.querySelector<HTMLElement>('thead .ribbon-cell')
    const scroller = this.#scroller
    if (head === null || scroller === undefined) return undefined
    const rowHeight = this.#rowHeight
    const top = (root.querySelector('thead')?.offsetHeight ?? 0) + first * rowHeight
    const { offsetLeft, offsetWidth } = head
    return offsetWidth > 0
      ? { left: offsetLeft + 8, width: offsetWidth - 16, y: 6, height: rowHeight - 13, top, rowHeight }
      : {
          left: 12,
          width: Math.max(0, scroller.clientWidth - 24),
          y: rowHeight - 42,
          height: 34,
          top,
          rowHeight,
        }
  }

  /** The rows stay where they are and change what they show; the focus goes with its breaker. */
  keepFocus(root: ShadowRoot, name: string | undefined): void {
    const focused = root.activeElement
    if (focused instanceof HTMLElement && focused.matches('.name') && focused.dataset['name'] !== name)
      focusName(root, name)
  }

  /** Scrolls a row into view, lets it be rendered, and focuses its button. */
  focusRow(root: ParentNode, rows: readonly ListRow[], name: string | undefined): void {
    const index = rows.findIndex(({ view }) => view.name === name)
    const scroller = this.#scroller
    if (index < 0 || scroller === undefined) return
    const top = index * this.#rowHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    const room = scroller.clientHeight - this.#rowHeight - 30
    if (top > scroller.scrollTop + room) scroller.scrollTop = top - room
    this.#read()
    requestAnimationFrame(() => focusName(root, name))
  }

  readonly #read = (): void => {
    const scroller = this.#scroller
    if (scroller === undefined || scroller.clientHeight === 0) return
    const rowHeight = Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--row')) || 46
    const { scrollTop, clientHeight } = scroller
    this.#top = scrollTop
    this.#height = clientHeight
    this.#rowHeight = rowHeight
    this.#changed()
  }
}

const focusName = (root: ParentNode, name = ''): void =>
  root.querySelector<HTMLElement>(`[data-name="${CSS.escape(name)}"]`)?.focus({ preventScroll: true })
