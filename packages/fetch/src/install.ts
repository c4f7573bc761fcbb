import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import { guardFetch } from './transport.ts'
import type { Fetch } from './types.ts'

/** A fetch of ours that was put over another one. Where its breakers are no longer asked, it passes calls on. */
interface Layer {
  readonly base: Fetch
  readonly isActive: () => boolean
}

/** The newest fetch that asks some breakers, and how many want it to. */
interface Installation {
  patched: Fetch | undefined
  users: number
}

const layers = new WeakMap<Fetch, Layer>()
const installations = new WeakMap<HttpBreakers, Installation>()

/**
 * Makes every call of `globalThis.fetch` pass through the breakers. What other patches put on it stays visible, and they
 * may come and go in any order. Installed twice, the same breakers still admit each call once.
 *
 * @returns its undo; the breakers are asked until each installation of them is undone
 * @throws TypeError when the argument is something else, or there is no fetch
 */
export const installFetch = (breakers: HttpBreakers): (() => void) => {
  assertBreakers(breakers)
  if (typeof globalThis.fetch !== 'function') throw new TypeError('there is no globalThis.fetch')
  const installation = installations.get(breakers) ?? { patched: undefined, users: 0 }
  installations.set(breakers, installation)
  // A layer under another patch may have been dropped with it: only the top is surely in use.
  if (installation.patched !== globalThis.fetch) installation.patched = patch(breakers, installation)
  installation.users += 1

  let isInstalled = true
  return () => {
    if (!isInstalled) return
    isInstalled = false
    installation.users -= 1
    if (installation.users > 0) return
    installation.patched = undefined
    removeInertLayers()
  }
}

/** A proxy, so that whatever others have put on fetch, or put there later, is found on what they put it on. */
const patch = (breakers: HttpBreakers, installation: Installation): Fetch => {
  const base = globalThis.fetch
  const isActive = () => installation.patched === patched
  const patched = new Proxy(base, {
    apply: (_target, _this, args: Parameters<Fetch>) =>
      isActive() ? guardFetch(breakers, base, args) : base(...args),
  })
  layers.set(patched, { base, isActive })
  globalThis.fetch = patched
  return patched
}

/** Takes ours off as far as they lie on top. Whoever has patched fetch since goes on calling the one it found. */
const removeInertLayers = (): void => {
  for (let layer = layers.get(globalThis.fetch); layer && !layer.isActive(); layer = layers.get(layer.base)) {
    globalThis.fetch = layer.base
  }
}
