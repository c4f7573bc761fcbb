import { localSource } from '../source/local-source.ts'
import type { PanelManager } from '../source/manager.ts'
import { defineDevtools } from './define.ts'
import { createDock } from './dock.ts'
import type { MountOptions } from './mount-options.ts'
import type { RecloserDevtools } from './recloser-devtools.ts'

/**
 * Shows the breakers of a manager in the page.
 *
 * @returns its undo
 * @throws TypeError when `manager` is none
 */
export const mountDevtools = (manager: PanelManager, options: MountOptions = {}): (() => void) => {
  const { target, theme } = options
  defineDevtools()
  const panel = document.createElement('recloser-devtools') as RecloserDevtools
  panel.source = localSource(manager)
  if (theme !== undefined) panel.setAttribute('theme', theme)
  if (target === undefined) return createDock(manager, panel, options)
  target.append(panel)
  return () => panel.remove()
}
