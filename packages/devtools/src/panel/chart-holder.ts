import type { BreakerHistory } from '../model/history.ts'
import { type CallChart, createCallChart } from './chart.ts'

/** Keeps the chart of the detail that is open, if any. The library for it is loaded with the first. */
export class ChartHolder {
  #element: HTMLElement | undefined
  #colours = ''
  #chart: CallChart | undefined
  #drawn = ''

  show(root: ShadowRoot, name: string | undefined, history: BreakerHistory | undefined, now: number): void {
    const element = root.querySelector<HTMLElement>('.chart') ?? undefined
    const colours = element === undefined ? [] : coloursOf(root, element)
    if (element !== this.#element || colours.join() !== this.#colours) {
      this.release()
      this.#element = element
      this.#colours = colours.join()
      if (element !== undefined)
        void this.#create(element, colours, () => this.show(root, name, history, now))
    }
    const drawn = `${name} ${now} ${element?.clientWidth}`
    if (history === undefined || this.#chart === undefined || drawn === this.#drawn) return
    this.#drawn = drawn
    this.#chart.draw(history, now)
  }

  release(): void {
    this.#chart?.destroy()
    this.#chart = undefined
    this.#element = undefined
    this.#drawn = ''
  }

  async #create(element: HTMLElement, colours: readonly string[], created: () => void): Promise<void> {
    const mine = this.#colours
    const chart = await createCallChart(element, colours).catch(() => undefined)
    if (chart === undefined) {
      element.textContent = 'The chart could not be loaded.'
      return
    }
    // The detail may have been closed in the meantime, or the page gone dark.
    if (this.#element !== element || this.#colours !== mine) chart.destroy()
    else {
      this.#chart = chart
      created()
    }
  }
}

const coloursOf = (root: ShadowRoot, element: HTMLElement): string[] =>
  ['closed', 'open', 'quiet', 'line'].map(
    name => getComputedStyle(root.querySelector(`.swatch-${name}`) ?? element).color,
  )
