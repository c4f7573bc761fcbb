import { localSource } from '../source/local-source.ts'
import type { PanelManager } from '../source/manager.ts'
import { defineDevtools } from './define.ts'
import { createDock } from './dock.ts'
import type { RecloserDevtools } from './recloser-devtools.ts'

/** Where the panel goes and how it looks. Every field is optional. */
export interface MountOptions {
  /** The element that the panel fills. @default a dock at the foot of the page, with a button that opens it */
  readonly target?: Element | undefined
  /** @default what the page or the system prefers */
  readonly theme?: 'light' | 'dark' | undefined
  /** Whether the dock begins open. @default false */
  readonly isOpen?: boolean | undefined
}

/**
 * Shows the breakers of a manager in the page.
 *
 * @returns its undo
 * @throws TypeError when `manager` is none
 */
export const mountDevtools = (manager: PanelManager, options: MountOptions = {}): (() => void) => {
  const { target, theme, isOpen = false } = options
  defineDevtools()
  const panel = document.createElement('recloser-devtools') as RecloserDevtools
  panel.source = localSource(manager)
  panel.theme = theme
  if (target === undefined) return createDock(manager, panel, isOpen)
  target.append(panel)
  return () => panel.remove()
}
