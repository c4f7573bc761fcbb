import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Filter } from '../model/order.ts'
import type { PanelState } from './panel-state.ts'

const filters: readonly [Filter, string][] = [
  ['all', 'All'],
  ['trouble', 'Trouble'],
  ['open', 'Open'],
  ['half-open', 'Half-open'],
  ['closed', 'Closed'],
]

export const headerTemplate = (
  { search, filter, isPaused, isLost }: PanelState,
  tally: Readonly<Record<Filter, number>>,
  set: (change: Partial<PanelState>) => void,
): TemplateResult => {
  return html`<header>
    <span class="brand"
      ><svg viewBox="0 0 40 16" aria-hidden="true"><path d="M1 12h13l11-9M26 12h13" /><circle cx="14" cy="12" r="2.6" /><circle cx="26" cy="12" r="2.6" /></svg
      >Recloser</span
    >
    <p class="summary">${summaryOf(tally)}</p>
    ${isLost ? html`<span class="lost" role="status">Connection lost, trying again</span>` : nothing}
    <fieldset class="filters">
      <legend class="unseen">Show</legend>
      ${filters.map(
        ([value, label]) =>
          html`<label
            ><input
              class="unseen"
              type="radio"
              name="filter"
              .checked=${value === filter}
              @change=${() => set({ filter: value })}
            />${label} ${tally[value]}</label
          >`,
      )}
    </fieldset>
    <input
      type="search"
      aria-label="Search by name"
      placeholder="Search, or press /"
      .value=${search}
      @input=${(event: InputEvent) => set({ search: (event.target as HTMLInputElement).value })}
    />
    <button type="button" class="pause" aria-pressed=${String(isPaused)} @click=${() => set({ isPaused: !isPaused })}>
      ${isPaused ? 'Go on' : 'Pause'}
    </button>
  </header>`
}

const summaryOf = (tally: Readonly<Record<Filter, number>>): unknown => {
  const total = `${tally.all.toLocaleString('en')} ${tally.all === 1 ? 'breaker' : 'breakers'}`
  if (tally.open > 0) return html`<b>${tally.open} open</b> of ${total}`
  if (tally['half-open'] > 0) return `${tally['half-open']} half-open of ${total}`
  return tally.all === 0 ? 'No breakers yet' : `All ${total} closed`
}
