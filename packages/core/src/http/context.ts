/** The guard within which something is called: an `AsyncLocalStorage` is one. */
interface Context {
  getStore(): object | undefined
  run<Sent>(link: object, send: () => Sent): Sent
}

interface Node {
  readonly process?: {
    getBuiltinModule?(name: string): { AsyncLocalStorage: new () => Context } | undefined
  }
}

let innermost: object | undefined

/** For pages, which know only what is called at once. */
const synchronous: Context = {
  getStore: () => innermost,
  run(link, send) {
    const outer = innermost
    innermost = link
    try {
      return send()
    } finally {
      innermost = outer
    }
  },
}

let found: Context | undefined

/** The context of this place, found out when it is first asked for. */
export const context = (): Context => {
  found ??= find()
  return found
}

const find = (): Context => {
  const Storage = (globalThis as Node).process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage
  // Node before 24 pays for it with every promise of the process. It has this method, later ones have not.
  return Storage && !('_enable' in Storage.prototype) ? new Storage() : synchronous
}
