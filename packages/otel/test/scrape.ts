/** The lines of a scrape: by name and sorted labels, the value. */
export type Lines = ReadonlyMap<string, number>

/** Reads Prometheus' text format; labels that a scraper adds can be left out. */
export const linesOf = (text: string, without: readonly string[] = []): Lines => {
  const lines = new Map<string, number>()
  for (const line of text.split('\n')) {
    const match = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)(?: \d+)?$/.exec(line)
    if (match === null) continue
    const [, name = '', labels = '', value] = match
    lines.set(keyOf(name, labelsOf(labels), without), Number(value))
  }
  return lines
}

export const keyOf = (
  name: string,
  labels: Readonly<Record<string, string>>,
  without: readonly string[] = [],
): string => {
  const kept = Object.entries(labels)
    .filter(([label, value]) => !without.includes(label) && value !== '')
    .toSorted(([one], [other]) => one.localeCompare(other))
  return `${name} ${kept.map(([label, value]) => `${label}=${value}`).join(' ')}`.trim()
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value]),
  )
