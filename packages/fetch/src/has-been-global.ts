/** Fetches that were found in the place of the global one when something of ours was put over them. */
export const hasBeenGlobal: WeakSet<object> = /* @__PURE__ */ new WeakSet()
