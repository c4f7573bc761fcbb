import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import { hasBeenGlobal } from './has-been-global.ts'
import { guardFetch } from './transport.ts'
import type { Fetch } from './types.ts'

/** How many want the same breakers to be asked. Shared by all their layers. */
interface Installation {
  users: number
}

/** A fetch of ours that was put over another one. When nobody wants its breakers any more, it passes calls on. */
interface Layer {
  readonly base: Fetch
  readonly installation: Installation
}

const layers: WeakMap<Fetch, Layer> = new WeakMap()
const installations: WeakMap<HttpBreakers, Installation> = new WeakMap()

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
  const installation = installations.get(breakers) ?? { users: 0 }
  installations.set(breakers, installation)
  // A layer under another patch may have been dropped with it: only the top is surely in use. All of them ask, since any may
  // be the one that is called; a call that comes through two is still one attempt.
  if (layers.get(globalThis.fetch)?.installation !== installation) addLayer(breakers, installation)
  installation.users += 1

  let isInstalled = true
  return () => {
    if (!isInstalled) return
    isInstalled = false
    installation.users -= 1
    removeUnusedLayers()
  }
}

/** A proxy, so that whatever others have put on fetch, or put there later, is found on what they put it on. */
const addLayer = (breakers: HttpBreakers, installation: Installation): void => {
  const base = globalThis.fetch
  hasBeenGlobal.add(base)
  globalThis.fetch = new Proxy(base, {
    apply: (_target, _this, args: Parameters<Fetch>) =>
      installation.users > 0 ? guardFetch(breakers, base, args) : base(...args),
  })
  layers.set(globalThis.fetch, { base, installation })
}

/** Takes ours off as far as they lie on top. Whoever has patched fetch since goes on calling the one it found. */
const removeUnusedLayers = (): void => {
  for (
    let layer = layers.get(globalThis.fetch);
    layer && !layer.installation.users;
    layer = layers.get(layer.base)
  ) {
    globalThis.fetch = layer.base
  }
}
