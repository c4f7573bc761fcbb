/** By what a link travels among the options of a request: spread and `Object.assign` take it along, no client sends it. */
const LINK: unique symbol = Symbol('recloser.link')

type Carrier = { readonly [LINK]?: object }

/**
 * For adapters: the options of a request, and with them the link, for a guard further in to find. Options whose fields are not
 * all their own go on as they are: a copy would lose some.
 */
export const carry = <Init extends object>(
  init: Init | undefined,
  link: object | undefined,
): Init | undefined => {
  if (!link) return init
  const prototype = init && Object.getPrototypeOf(init)
  return prototype && prototype !== Object.prototype ? init : ({ ...init, [LINK]: link } as unknown as Init)
}

/** For adapters: the link that came with the options of a request. */
export const carriedBy = (init: unknown): object | undefined => (init as Carrier | null | undefined)?.[LINK]
