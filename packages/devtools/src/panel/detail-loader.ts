import type { TemplateResult } from 'lit/html.js'
import type { BreakerHistory } from '../model/history.ts'
import type { ChartHolder } from './chart-holder.ts'
import type { Detail } from './detail.ts'

/** Loads what a detail needs when one is first opened. */
export class DetailLoader {
  /** Absent until it is loaded. */
  template: ((detail: Detail) => TemplateResult) | undefined
  #chart: ChartHolder | undefined

  /** @param adopt takes the rules of the detail @returns whether there is something new to show */
  async load(adopt: (styles: string) => void): Promise<boolean> {
    if (this.template !== undefined) return false
    const {
      ChartHolder: Holder,
      detailStyles,
      detailTemplate,
      figureStyles,
    } = await import('./detail-view.ts')
    // Somebody else may have been faster.
    if (this.template !== undefined) return false
    adopt(detailStyles() + figureStyles())
    this.#chart = new Holder()
    this.template = detailTemplate
    return true
  }

  draw(root: ShadowRoot, name: string | undefined, history: BreakerHistory | undefined, now: number): void {
    this.#chart?.show(root, name, history, now)
  }

  release(): void {
    this.#chart?.release()
  }
}
