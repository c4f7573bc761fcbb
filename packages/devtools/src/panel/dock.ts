import { html, render } from 'lit/html.js'
import type { PanelManager } from '../source/manager.ts'
import { dockStyles } from './dock-styles.ts'
import type { MountOptions } from './mount-options.ts'
import { sheetOf } from './panel-element.ts'
import type { RecloserDevtools } from './recloser-devtools.ts'
import { stateMark } from './state-mark.ts'
import { tokens } from './tokens.ts'

/** A panel at the foot of the page and the button that opens it. While it is shut, it only hears of transitions. */
export const createDock = (
  manager: PanelManager,
  panel: RecloserDevtools,
  { theme, isOpen: isOpenAtFirst = false }: MountOptions,
): (() => void) => {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [sheetOf(tokens() + dockStyles())]
  if (theme !== undefined) host.setAttribute('theme', theme)
  let isOpen = isOpenAtFirst
  let frame = 0

  const draw = (): void => {
    frame = 0
    const { open, halfOpen } = manager.getSystemStatus()
    const state = open > 0 ? 'open' : halfOpen > 0 ? 'half-open' : 'closed'
    const words = open > 0 ? `${open} open` : halfOpen > 0 ? `${halfOpen} half-open` : 'all closed'
    host.classList.toggle('is-open', isOpen)
    render(
      html`<button class="pill" type="button" aria-expanded=${String(isOpen)} @click=${toggle}>
          ${stateMark(state)} ${isOpen ? 'Close Recloser' : `Recloser: ${words}`}</button
        ><slot></slot>`,
      root,
    )
  }
  const show = (): void => {
    if (isOpen) host.append(panel)
    else panel.remove()
    draw()
  }
  const toggle = (): void => {
    isOpen = !isOpen
    show()
  }
  const undo = manager.on('transition', () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  })
  document.body.append(host)
  show()
  return () => {
    undo()
    cancelAnimationFrame(frame)
    host.remove()
  }
}
