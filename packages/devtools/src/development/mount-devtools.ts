import type { MountOptions, PanelManager } from '@recloser/devtools/production'

declare const process: { readonly env: { readonly NODE_ENV?: string } }

/**
 * Shows the breakers of a manager in the page, while you develop. In a production build it does nothing, and a bundler
 * leaves the panel out; import from `@recloser/devtools/production` to have it there too.
 *
 * @returns its undo
 */
export const mountDevtools = (manager: PanelManager, options?: MountOptions): (() => void) => {
  let undo: (() => void) | undefined
  let isUndone = false
  // Spelled like this, bundlers know the answer, and drop the branch and what it imports.
  if (process.env.NODE_ENV !== 'production') {
    void import('@recloser/devtools/production').then(real => {
      if (!isUndone) undo = real.mountDevtools(manager, options)
    })
  }
  return () => {
    isUndone = true
    undo?.()
  }
}
