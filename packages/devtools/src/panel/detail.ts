import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { BreakerHistory } from '../model/history.ts'
import { agoOf, clockOf, percentOf, stateWords, transitionWords } from '../model/words.ts'
import type { BreakerView, PanelAction } from '../source/panel-source.ts'
import { stateMark } from './state-mark.ts'

export interface Detail {
  readonly view: BreakerView
  readonly history: BreakerHistory | undefined
  readonly now: number
  /** Why the last action was not done. */
  readonly refusal: string | undefined
  /** Absent where the panel may only look. */
  readonly act: ((action: PanelAction) => void) | undefined
  readonly close: () => void
}

/** One breaker: what it does and why, its figures, five minutes of calls, its story, and the levers. */
export const detailTemplate = (detail: Detail): TemplateResult => {
  const { view, history, refusal, close } = detail
  return html`<section class="detail" aria-labelledby="detail-name" tabindex="-1">
    <header>
      <h2 id="detail-name">${view.name}</h2>
      <button type="button" class="back" @click=${close}>Back</button>
    </header>
    ${verdictTemplate(detail)} ${leversTemplate(detail)}
    ${refusal === undefined ? nothing : html`<p class="refusal" role="alert">${refusal}</p>`}
    <dl class="facts">${factsOf(view).map(
      ([name, value, more]) =>
        html`<div><dt>${name}</dt><dd>${value} ${more === '' ? nothing : html`<small>${more}</small>`}</dd></div>`,
    )}</dl>
    ${chartTemplate(history)} ${storyTemplate(detail)}
  </section>`
}

const verdictTemplate = ({ view, now }: Detail): TemplateResult => {
  const { state, lastTransition, retryAt } = view
  const next =
    state === 'open'
      ? retryAt === undefined
        ? 'Rejects calls until somebody closes it'
        : `Rejects calls, tries again in ${clockOf(retryAt - now)}`
      : state === 'half-open'
        ? 'A few probes decide: they close it or open it again'
        : 'Calls go through'
  return html`<div class="verdict ${state === 'closed' ? '' : `is-${state}`}">
    ${stateMark(state)}
    <p class="big">${stateWords[state]}. ${next}</p>
    <p class="more">${
      lastTransition === undefined
        ? 'No change of state so far'
        : `${capital(transitionWords(lastTransition))}, ${agoOf(now - lastTransition.at)}`
    }</p>
  </div>`
}

const levers: readonly [PanelAction, string, (view: BreakerView) => boolean][] = [
  ['probeNow', 'Probe now', ({ state, forced }) => state === 'open' && !forced],
  ['forceOpen', 'Hold open', ({ forced }) => !forced],
  ['forceClose', 'Close circuit', ({ state }) => state !== 'closed'],
  ['reset', 'Reset', () => true],
]

const leversTemplate = ({ act, view }: Detail): unknown =>
  act === undefined
    ? nothing
    : html`<div class="levers" role="group" aria-label="Control">${levers.map(
        ([action, label, isUseful]) =>
          html`<button type="button" ?disabled=${!isUseful(view)} @click=${() => act(action)}>${label}</button>`,
      )}</div>`

/** Name, value, and what the value is measured against. */
const factsOf = (view: BreakerView): [string, string, string][] => {
  const { metrics, failureRate, failureRateThreshold, failureCount, failureThreshold } = view
  const { averageResponseTimeMs: average } = metrics
  const against = (limit: number | false, words: (limit: number) => string = String) =>
    limit === false ? '' : `opens at ${words(limit)}`
  return [
    ['Failure rate', percentOf(failureRate), against(failureRateThreshold, percentOf)],
    ['Failures in a row', String(failureCount), against(failureThreshold)],
    ['In the window', String(view.calls), 'calls'],
    ['In flight', String(view.inFlight), ''],
    ['Spared', metrics.rejected.toLocaleString('en'), 'calls'],
    ['Made', metrics.totalRequests.toLocaleString('en'), 'calls'],
    ['Mean duration', average === undefined ? '–' : `${Math.round(average)} ms`, ''],
    ['Open period', view.currentBackoffMs === 0 ? '–' : clockOf(view.currentBackoffMs), ''],
    ...(view.mode === 'enforce' ? [] : [['Mode', view.mode, 'rejects nothing'] as [string, string, string]]),
  ]
}

const chartTemplate = (
  history: BreakerHistory | undefined,
): TemplateResult => html`<figure aria-details="calls-table">
  <figcaption>Calls, every five seconds</figcaption>
  <div class="chart" aria-hidden="true"></div>
  <div class="legend" aria-hidden="true">
    <span class="closed">Successes</span><span class="open">Failures</span><span class="rejected">Rejected</span>
  </div>
  <table id="calls-table" class="unseen">
    <caption>Calls of the last five minutes</caption>
    <tr><th scope="col">Successes</th><th scope="col">Failures</th><th scope="col">Rejected</th></tr>
    <tr>${(['successes', 'failures', 'rejected'] as const).map(
      kind => html`<td>${(history?.buckets ?? []).reduce((sum, bucket) => sum + bucket[kind], 0)}</td>`,
    )}</tr>
  </table>
</figure>`

const storyTemplate = ({ history, now }: Detail): TemplateResult => html`<h3 id="story">Changes of state</h3>
  <ol class="story" aria-labelledby="story">${
    history === undefined || history.story.length === 0
      ? html`<li><span></span><p>None so far</p></li>`
      : history.story.map(
          transition =>
            html`<li>${stateMark(transition.to)}<span>${capital(transitionWords(transition))}</span
              ><time>${agoOf(now - transition.at)}</time></li>`,
        )
  }</ol>`

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
