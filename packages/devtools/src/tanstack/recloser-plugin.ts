import type { PanelManager } from '@recloser/devtools/production'

declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** What TanStack Devtools hands to a plugin; older versions hand over the theme alone. */
type Props = string | { readonly theme?: string | undefined; readonly devtoolsOpen?: boolean | undefined }

export interface RecloserPluginOptions {
  /** Whether the tab is the one that is open at first. @default false */
  readonly defaultOpen?: boolean | undefined
}

/** A plugin of TanStack Devtools, by its shape alone. */
export interface RecloserPlugin {
  readonly id: string
  readonly name: string
  readonly defaultOpen: boolean
  render(element: HTMLElement, props: Props): void
  destroy(): void
}

/** The panel as a tab of TanStack Devtools. In a production build the tab stays empty and the panel is left out. */
export const recloserPlugin = (
  manager: PanelManager,
  options: RecloserPluginOptions = {},
): RecloserPlugin => {
  let undo: (() => void) | undefined
  let turn = 0
  const destroy = (): void => {
    turn += 1
    undo?.()
    undo = undefined
  }
  return {
    id: 'recloser',
    name: 'Recloser',
    defaultOpen: options.defaultOpen ?? false,
    render(target, props) {
      destroy()
      const mine = turn
      const theme = themeOf(props)
      // Spelled like this, bundlers know the answer, and drop the branch and what it imports.
      if (process.env.NODE_ENV !== 'production') {
        void import('@recloser/devtools/production').then(({ mountDevtools }) => {
          if (turn === mine) undo = mountDevtools(manager, { target, theme })
        })
      }
    },
    destroy,
  }
}

const themeOf = (props: Props): 'light' | 'dark' | undefined => {
  const theme = typeof props === 'string' ? props : props.theme
  return theme === 'light' || theme === 'dark' ? theme : undefined
}
