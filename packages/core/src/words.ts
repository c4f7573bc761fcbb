/**
 * Whether errors and warnings are full sentences. The build for pages in production replaces this very constant by
 * `false`, and with it go all words that stand behind it: `if (DEV) …`, `DEV ? … : …`.
 */
export const DEV: boolean = true

/** The text, where words are wanted. Not for the top level of a module: there `DEV ? 'text' : ''` is no call. */
export function words(text: string): string | undefined {
  // Without DEV nothing is left of the body, and esbuild drops each call together with its text.
  if (DEV) return text
  return undefined
}
