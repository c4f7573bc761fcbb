/** What the build for pages in production does to the sources: see docs/decisions/production-words.md. */

const full = 'export const DEV: boolean = true'
const short = 'export const DEV: boolean = false'

/**
 * The source of `words.ts` with its constant turned off.
 *
 * @throws Error when the constant is not declared in the words that are looked for, once
 */
export function inShortWords(source: string): string {
  const parts = source.split(full)
  if (parts.length !== 2) throw new Error(`words.ts must hold once: ${full}`)
  return parts.join(short)
}

/**
 * A short name for each name in the sources that begins with one underscore. It keeps the underscore, so that it can meet
 * no public name, and depends on the sources alone: files that are built apart agree on it.
 */
export function shortNames(sources: readonly string[]): Record<string, string> {
  const uses = new Map<string, number>()
  for (const source of sources) {
    // Texts and comments are searched too: a name too many costs nothing.
    for (const [name] of source.matchAll(privateName)) uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  const names = [...uses].toSorted(
    ([left, often], [right, seldom]) => seldom - often || (left < right ? -1 : 1),
  )
  return Object.fromEntries(names.map(([name], index) => [name, `_${index.toString(36)}`]))
}

const privateName = /(?<![\w$])_[a-z]\w*/gi

/** What a property is called when the build may rename it. */
export const isPrivateName: RegExp = /^_[a-z]\w*$/i
