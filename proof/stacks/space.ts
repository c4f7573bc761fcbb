/** How a guard is put in the way of a request. The clients stand outermost; `wrap` and `install` may stand below anything. */
export type Guard = 'wrap' | 'install' | 'axios http' | 'axios fetch' | 'axios upload' | 'ky'

/** What stands between two guards. All but `nothing` and the crowd wait before they send. */
export type Between =
  | 'nothing'
  | 'an await'
  | 'a longer wait'
  | 'init re-made'
  | 'Request re-made'
  | 'the URL alone'
  | 'hedging'
  | 'a crowd at once'
  | 'sent again'
  | 'stale-if-error'
  | 'Response re-made'

/** One combination: what stands in the way, and what happens. */
export interface Case {
  /** Outermost first. */
  readonly guards: readonly Guard[]
  /** `same`: all ask the same breakers; `others`: each asks its own; `around`: the second of three asks others. */
  readonly sets: 'same' | 'others' | 'around'
  readonly between: Between
  readonly state: 'closed' | 'half-open'
  /** Probes at once. */
  readonly slots: number
  /** Identical calls, begun in one go. */
  readonly calls: number
  readonly answer: '200' | '503' | 'hang' | 'tear'
}

const betweens: readonly Between[] = [
  'nothing',
  'an await',
  'a longer wait',
  'init re-made',
  'Request re-made',
  'the URL alone',
  'hedging',
  'a crowd at once',
  'sent again',
  'stale-if-error',
  'Response re-made',
]
const inner = ['wrap', 'install'] as const
const outer = [...inner, 'axios fetch', 'axios upload', 'ky'] as const

/** Two installations of the same breakers are one: `install.test.ts` shows it, and the second leaves nothing to explore. */
const isWorthwhile = (guards: readonly Guard[]): boolean => {
  const installed = guards.flatMap((guard, at) => (guard === 'install' ? [at] : []))
  return installed.length < 2
}

const stacksOf = (depth: number): readonly (readonly Guard[])[] => {
  if (depth === 1) return [...outer, 'axios http' as const].map(guard => [guard])
  let stacks: readonly (readonly Guard[])[] = inner.map(guard => [guard])
  for (let above = depth - 1; above > 0; above -= 1) {
    const candidates = above === 1 ? outer : inner
    stacks = stacks.flatMap(stack => candidates.map(guard => [guard, ...stack]))
  }
  return stacks.filter(isWorthwhile)
}

const setsOf = (depth: number): readonly Case['sets'][] =>
  depth === 1 ? ['same'] : depth === 2 ? ['same', 'others'] : ['same', 'others', 'around']

/** Every case, in an order that is always the same. */
export function* space(): Generator<Case> {
  for (const depth of [1, 2, 3])
    for (const guards of stacksOf(depth))
      for (const sets of setsOf(depth))
        for (const between of depth === 1 ? (['nothing'] as const) : betweens)
          for (const [state, slots] of [
            ['closed', 1],
            ['half-open', 1],
            ['half-open', 3],
          ] as const)
            for (const calls of [1, 2, 20])
              for (const answer of ['200', '503', 'hang', 'tear'] as const)
                yield { guards, sets, between, state, slots, calls, answer }
}

/** Which set of breakers a guard asks. */
export const setAt = ({ sets, guards }: Case, at: number): number =>
  sets === 'same' ? 0 : sets === 'others' ? at : at === 1 && guards.length === 3 ? 1 : 0

/** A case in words, to find it again. */
export const describeCase = ({ guards, sets, between, state, slots, calls, answer }: Case): string =>
  `${guards.join(' > ')}, ${sets} breakers, ${between} between, ${state}${state === 'closed' ? '' : ` with ${slots}`}, ${calls} at once, ${answer}`
