import { html, nothing, type TemplateResult } from 'lit/html.js'
import { hostOf, type ListRow } from '../model/order.ts'
import { nextWords, percentOf, stateWords } from '../model/words.ts'
import type { BreakerView } from '../source/panel-source.ts'
import { stateMark } from './state-mark.ts'

/** The part of the list that is there: a thousand breakers are, a screenful of rows exists. */
export interface ListWindow {
  readonly rows: readonly ListRow[]
  readonly first: number
  readonly count: number
  readonly rowHeight: number
  readonly now: number
  /** The name whose detail is open. */
  readonly selected: string | undefined
  /** The name whose button the Tab key reaches. */
  readonly current: string | undefined
  readonly select: (name: string) => void
}

export const listTemplate = (list: ListWindow): TemplateResult => {
  const { rows, first, count, rowHeight } = list
  const spacer = (height: number) =>
    height > 0
      ? html`<tr class="spacer" aria-hidden="true"><td .style=${`height:${height}px`}></td></tr>`
      : nothing
  return html`<table aria-rowcount=${rows.length + 1} aria-label="Circuit breakers">
    <thead>
      <tr aria-rowindex="1">
        <th class="state-cell" scope="col">State</th>
        <th class="name-cell" scope="col">Breaker</th>
        <th class="ribbon-cell" scope="col">Last five minutes</th>
        <th class="rate-cell" scope="col">Failure rate</th>
        <th class="spared-cell" scope="col">Spared</th>
        <th class="next-cell" scope="col">Next try</th>
      </tr>
    </thead>
    <tbody>
      ${spacer(first * rowHeight)}
      ${rows.slice(first, first + count).map((row, index) => rowTemplate(row, first + index, list))}
      ${spacer(Math.max(0, rows.length - first - count) * rowHeight)}
    </tbody>
  </table>`
}

const rowTemplate = (
  { view, label, isUnderHost }: ListRow,
  index: number,
  { now, selected, current, select }: ListWindow,
): TemplateResult => {
  const { name, state, metrics } = view
  const isTroubled = state === 'closed' ? '' : `is-${state}`
  return html`<tr
    class="${isTroubled} ${isUnderHost ? 'route' : ''}"
    aria-rowindex=${index + 2}
    aria-current=${name === selected ? 'true' : nothing}
    @click=${() => select(name)}
  >
    <td class="state-cell">
      <span class="state">${stateMark(state)}${stateWords[state]}</span>
    </td>
    <th class="name-cell" scope="row">
      <button
        class="name"
        type="button"
        data-name=${name}
        title=${name}
        aria-label=${isUnderHost ? `${label} of ${hostOf(name)}` : name}
        tabindex=${name === current ? 0 : -1}
      >
        ${label}
      </button>
    </th>
    <td class="ribbon-cell"></td>
    <td class="rate-cell">${rateTemplate(view)}</td>
    <td class="spared-cell">${metrics.rejected === 0 ? '' : metrics.rejected.toLocaleString('en')}</td>
    <td class="next-cell">${nextWords(view, now)}</td>
  </tr>`
}

/** The failure rate against the threshold, as a number and as a bar with a mark. */
const rateTemplate = ({ calls, failureRate, failureRateThreshold }: BreakerView): TemplateResult => {
  if (calls === 0) return html`<span class="rate">no calls</span>`
  const threshold = failureRateThreshold === false ? undefined : failureRateThreshold
  const isOver = threshold !== undefined && failureRate >= threshold
  return html`<span class="rate"
      ><b>${percentOf(failureRate)}</b>${threshold === undefined ? nothing : ` opens at ${percentOf(threshold)}`}</span
    ><span class="meter ${isOver ? 'over' : ''}" aria-hidden="true"
      ><i .style=${`width:${failureRate * 100}%`}></i>${
        threshold === undefined ? nothing : html`<u .style=${`left:calc(${threshold * 100}% - 1px)`}></u>`
      }</span
    >`
}
