/** A route as the settings say it; no method: any. */
export interface Template {
  readonly method: string
  readonly path: string
}

/** Which of the templates a path belongs to, found as slowly and as plainly as can be. */
export const matchOf = (
  templates: readonly Template[],
  method: string,
  path: string,
): Template | undefined => {
  const fitting = templates.filter(
    template => (template.method === '' || template.method === method) && fits(template.path, path),
  )
  // The first segment in which two differ decides; where none does, the one that names the method.
  return fitting.toSorted(
    (one, other) =>
      compare(ranksOf(one.path), ranksOf(other.path)) || other.method.length - one.method.length,
  )[0]
}

const withoutLastSlash = (path: string): string => path.replace(/\/$/, '')

const segmentsOf = (path: string): string[] => withoutLastSlash(path).split('/').slice(1)

/** Neither a parameter nor the beginning of what a star stands for is empty. */
const fits = (template: string, path: string): boolean => {
  const wanted = segmentsOf(template)
  const given = segmentsOf(path)
  const isOpen = wanted.at(-1) === '*'
  if (isOpen ? given.length < wanted.length : given.length !== wanted.length) return false
  return wanted.every((segment, index) => {
    const text = given[index] ?? ''
    return segment === '*' || segment.startsWith(':') ? text !== '' : segment === text
  })
}

/** Text before a parameter before a star. */
const ranksOf = (template: string): number[] =>
  segmentsOf(template).map(segment => (segment === '*' ? 2 : segment.startsWith(':') ? 1 : 0))

const compare = (one: readonly number[], other: readonly number[]): number => {
  const index = one.findIndex((rank, place) => rank !== other[place])
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0)
}
