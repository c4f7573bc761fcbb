import type { CircuitState } from '@recloser/core'
import { html, svg, type TemplateResult } from 'lit/html.js'

/** A shape for each state, so that nobody needs the colour: a disc, a barred square, a half-filled diamond. */
export const stateMark = (state: CircuitState): TemplateResult =>
  html`<svg class="mark ${state}" viewBox="0 0 16 16" aria-hidden="true">${shapes[state]()}</svg>`

const shapes: Readonly<Record<CircuitState, () => unknown>> = {
  closed: () => svg`<circle cx="8" cy="8" r="5.5" />`,
  open: () => svg`<rect x="2" y="2" width="12" height="12" rx="2" /><path class="inside" d="M5 8h6" />`,
  'half-open': () =>
    svg`<path class="outline" d="M8 1.5 14.5 8 8 14.5 1.5 8Z" /><path d="M8 1.5 14.5 8 8 14.5Z" />`,
}
