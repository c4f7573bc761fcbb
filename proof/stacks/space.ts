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

type Stack = Pick<Case, 'guards' | 'sets' | 'between'>
type Situation = Omit<Case, keyof Stack>

const stacks: readonly Stack[] = [1, 2, 3].flatMap(depth =>
  stacksOf(depth).flatMap(guards =>
    setsOf(depth).flatMap(sets =>
      (depth === 1 ? betweens.slice(0, 1) : betweens).map(between => ({ guards, sets, between })),
    ),
  ),
)

const states: readonly Pick<Case, 'state' | 'slots'>[] = [
  { state: 'closed', slots: 1 },
  { state: 'half-open', slots: 1 },
  { state: 'half-open', slots: 3 },
]

const situations: readonly Situation[] = states.flatMap(state =>
  [1, 2, 20].flatMap(calls =>
    (['200', '503', 'hang', 'tear'] as const).map(answer => ({ ...state, calls, answer })),
  ),
)

/** Every case, in an order that is always the same. */
export const space: readonly Case[] = stacks.flatMap(stack =>
  situations.map(situation => ({ ...stack, ...situation })),
)

/** Which set of breakers a guard asks. */
export const setAt = ({ sets, guards }: Case, at: number): number =>
  sets === 'same' ? 0 : sets === 'others' ? at : at === 1 && guards.length === 3 ? 1 : 0

/** A case in words, to find it again. */
export const describeCase = ({ guards, sets, between, state, slots, calls, answer }: Case): string =>
  `${guards.join(' > ')}, ${sets} breakers, ${between} between, ${state}${state === 'closed' ? '' : ` with ${slots}`}, ${calls} at once, ${answer}`
