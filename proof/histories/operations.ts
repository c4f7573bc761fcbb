import type { Outcome } from '@recloser/core'
import fc from 'fast-check'

/** One thing that somebody does. */
export type Operation =
  | { readonly kind: 'acquire' | 'forceOpen' | 'forceClose' | 'reset' | 'probeNow' }
  | { readonly kind: 'shutdown' }
  /** Settles one of the calls so far, one that has settled before too. */
  | {
      readonly kind: 'settle'
      readonly which: number
      readonly outcome: Outcome
      readonly durationMs: number | undefined
      readonly waitMs: number | undefined
    }
  | { readonly kind: 'advance' | 'forceOpenFor' | 'pause' | 'wake'; readonly ms: number }
  /** Waits just as long as the breaker tells, or a little less or more. */
  | { readonly kind: 'waitAsTold'; readonly ms: number }

const outcome = fc.constantFrom<Outcome[]>('success', 'success', 'failure', 'failure', 'ignored', 'throttled')
const span = fc.integer({ min: 1, max: 120 })

const settle: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constant('settle' as const),
  which: fc.nat({ max: 12 }),
  outcome,
  durationMs: fc.option(fc.constantFrom(0, 1, 5, 20, 1e6), { nil: undefined }),
  waitMs: fc.option(fc.constantFrom(-1, 0, 7, 50, 1e9, Infinity, Number.NaN), { nil: undefined, freq: 2 }),
})

/** Equal moments, small steps, and hours. */
const passing = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 250 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.25, 199, 200, 3_600_000, 90_000_000) },
)

const advance: fc.Arbitrary<Operation> = passing.map(ms => ({ kind: 'advance', ms }))
const acquire: fc.Arbitrary<Operation> = fc.constant({ kind: 'acquire' })

/** Everything that the public API offers, calls above all. */
const operation = fc.oneof<fc.MaybeWeightedArbitrary<Operation>[]>(
  { weight: 12, arbitrary: acquire },
  { weight: 12, arbitrary: settle },
  { weight: 5, arbitrary: advance },
  { weight: 3, arbitrary: fc.constantFrom(-1, 0, 0, 1).map(ms => ({ kind: 'waitAsTold' as const, ms })) },
  { weight: 1, arbitrary: fc.constantFrom('forceOpen', 'forceClose', 'reset').map(kind => ({ kind })) },
  { weight: 1, arbitrary: span.map(ms => ({ kind: 'forceOpenFor' as const, ms })) },
  { weight: 1, arbitrary: span.map(ms => ({ kind: 'pause' as const, ms })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'probeNow' as const }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0, 5, 60, 1e6).map(ms => ({ kind: 'wake' as const, ms })) },
)

/** Histories; a few end with a breaker that is shut down half-way. */
export const histories: fc.Arbitrary<Operation[]> = fc
  .tuple(
    fc.array(operation, { maxLength: 40, size: 'max' }),
    fc.option(fc.array(operation, { maxLength: 10, size: 'max' }), { nil: undefined, freq: 9 }),
  )
  .map(([before, after]) => (after === undefined ? before : [...before, { kind: 'shutdown' }, ...after]))

/** Histories of nothing but calls that end at once, and time. */
export const windowHistories: fc.Arbitrary<Operation[]> = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: settle.map(settling => [{ kind: 'acquire' } as const, { ...settling, which: 0 }]),
      },
      { weight: 2, arbitrary: advance.map(one => [one]) },
    ),
    { maxLength: 40, size: 'max' },
  )
  .map(parts => parts.flat() as Operation[])

/** Clocks start anywhere. */
export const starts: fc.Arbitrary<number> = fc.constantFrom(0, 0, -1_000, -0.5, 123.456, 1e9, -1e12)
