const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)']

/** Tells when the page turns light, dark or to the user's own colours: what is drawn must be drawn again. */
export const watchColours = (changed: () => void): (() => void) => {
  const lists = queries.map(query => matchMedia(query))
  for (const list of lists) list.addEventListener('change', changed)
  return () => {
    for (const list of lists) list.removeEventListener('change', changed)
  }
}
