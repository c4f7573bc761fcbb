import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { BreakerHistory } from '../model/history.ts'
import { type ListRow, tallyOf } from '../model/order.ts'
import type { PanelAction } from '../source/panel-source.ts'
import type { Detail } from './detail.ts'
import { headerTemplate } from './header.ts'
import { listTemplate } from './list.ts'
import type { PanelState } from './panel-state.ts'

/** What the panel shows, and what can be done with it. */
export interface PanelScene {
  readonly state: PanelState
  readonly rows: readonly ListRow[]
  readonly window: { readonly first: number; readonly count: number; readonly rowHeight: number }
  readonly history: BreakerHistory | undefined
  /** Absent until it is loaded. */
  readonly detail: ((detail: Detail) => TemplateResult) | undefined
  readonly set: (change: Partial<PanelState>) => void
  readonly select: (name: string) => void
  readonly close: () => void
  /** Absent where the panel may only look. */
  readonly act: ((name: string, action: PanelAction) => void) | undefined
  readonly press: (event: KeyboardEvent) => void
}

/** What the canvas draws with, in the order of its colours. */
const swatches = ['closed', 'open', 'open-wash', 'half-open', 'half-open-wash', 'quiet', 'line']

export const panelTemplate = (scene: PanelScene): TemplateResult => {
  const { state, rows, window, detail, set, select, press } = scene
  const { reading, selected, said } = state
  const { now = 0, breakers = [] } = reading ?? {}
  const view = detail && breakers.find(({ name }) => name === selected)
  const current = rows.some(row => row.view.name === state.current) ? state.current : rows[0]?.view.name
  const focus = ({ target }: FocusEvent) => {
    const { name } = (target as HTMLElement).dataset
    if (name !== undefined && name !== state.current) set({ current: name })
  }
  const act = scene.act && view && ((action: PanelAction) => scene.act?.(view.name, action))
  return html`<div class="panel" @keydown=${press} @focusin=${focus}>
    ${headerTemplate(state, tallyOf(breakers), set)}
    <div class="body ${view === undefined ? '' : 'split'}">
      <div class="list">
        ${listTemplate({ rows, ...window, now, selected: view?.name, current, select })}
        <canvas class="ribbons" aria-hidden="true"></canvas>
        ${rows.length === 0 ? html`<p class="empty">${emptyWords(breakers.length)}</p>` : nothing}
      </div>
      ${view === undefined ? nothing : detail?.({ ...scene, view, now, refusal: state.refusal, act })}
    </div>
    <div class="unseen" role="log" aria-label="Changes of state">
      ${said === '' ? nothing : html`<p>${said}</p>`}
    </div>
    <span class="swatches" hidden>${swatches.map(name => html`<i class="swatch-${name}"></i>`)}</span>
  </div>`
}

const emptyWords = (total: number): string =>
  total === 0 ? 'A breaker appears here with its first call.' : 'No breaker matches.'
