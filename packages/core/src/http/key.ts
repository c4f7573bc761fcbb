interface Page {
  readonly document?: { readonly baseURI?: string }
  readonly location?: { readonly href?: string }
}

/** Dot segments, and characters that `URL` rewrites or that end a path: with one of them the text is not yet the path. */
const UNUSUAL = /[^\w\-~!$&'()*+,;=:@%/.]|\/\.|\/%2e/i

/**
 * The URL as the client will resolve it, in a page against the page's base; `undefined` for what goes to no host
 * (`data:`, `blob:`, `file:`) or cannot be parsed: such requests pass by unguarded.
 */
export const parseHttpUrl = (url: string): URL | undefined => {
  const { document, location } = globalThis as Page
  try {
    const parsed = new URL(url, document?.baseURI ?? location?.href)
    return /^https?:$/.test(parsed.protocol) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** The host by which its breaker is known. A dot at its end says only that the name is complete. */
export const withoutLastDot = (host: string): string => host.replace(/(.)\.(:|$)/, '$1$2')

/**
 * What stands before the third slash: the origin of a URL that is spelled in the usual way.
 *
 * A cheap look-up key, not a parser: of any other URL it is anything at all, but never the origin of another host.
 */
export const originOf = (url: string): string => {
  // The authority of `https://` begins at 8, that of `http://` at 7 and is not empty.
  const end = url.indexOf('/', 8)
  return end < 0 ? url : url.slice(0, end)
}

/** The path as `URL.pathname` spells it, of a URL that goes to this origin. */
export const pathOf = (url: string, origin: string): string => {
  const query = url.indexOf('?')
  const path = url.slice(origin.length, query < 0 ? url.length : query)
  const isPlain = url.startsWith(`${origin}/`) && !UNUSUAL.test(path)
  return isPlain ? path : (parseHttpUrl(url)?.pathname ?? '/')
}
