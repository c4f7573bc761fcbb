import { type CircuitBreaker, CircuitBreakerManager } from '@recloser/core'
import fc from 'fast-check'
import { must, type Target, target } from '../../fuzz/target.ts'

const MAX_BACKOFF_MS = 40

type Operation = Named | { readonly kind: 'advance'; readonly ms: number }

interface Named {
  readonly kind: 'getOrCreate' | 'create' | 'remove' | 'succeed' | 'fail' | 'hang' | 'forceOpen'
  readonly name: string
}

const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', 'constructor')
const often = (kind: Named['kind'], weight: number) => ({
  weight,
  arbitrary: names.map((name): Operation => ({ kind, name })),
})
const operations = fc.array(
  fc.oneof(
    often('getOrCreate', 8),
    often('create', 1),
    often('remove', 1),
    often('succeed', 4),
    often('fail', 4),
    often('hang', 1),
    often('forceOpen', 1),
    {
      weight: 4,
      arbitrary: fc.constantFrom(1, 10, 41, 1_000).map((ms): Operation => ({ kind: 'advance', ms })),
    },
  ),
  { maxLength: 60, size: 'max' },
)

/** How dispensable a breaker is: told from what everybody can read. */
const kindOf = (breaker: CircuitBreaker): 'quiet' | 'overdue' | 'abandoned' | 'needed' => {
  const { state, inFlight, failureCount, failureRate, forced, lastTransition } = breaker.getStatus()
  if (inFlight > 0 || forced) return 'needed'
  if (state === 'closed') return failureCount === 0 && failureRate === 0 ? 'quiet' : 'needed'
  const { to, at = 0, retryAfterMs = 0 } = lastTransition ?? {}
  // Half-open goes where nobody calls any more, which only the manager knows.
  if (to === 'half-open') return 'abandoned'
  return breaker.config.clock.now() - (at + retryAfterMs) > MAX_BACKOFF_MS ? 'overdue' : 'needed'
}

export const bounded: Target = target(
  'manager',
  'never more breakers than allowed; the quiet make room first, then what is long overdue, nothing else ever',
  fc.tuple(fc.integer({ min: 1, max: 6 }), operations),
  ([maxBreakers, history]) => {
    const clock = { time: 0, now: () => clock.time }
    const rules = { failureThreshold: 2, jitter: 0, openDurationMs: 10, maxBackoffMs: MAX_BACKOFF_MS }
    const defaults = { ...rules, failureWindowMs: 100, clock }
    const manager = new CircuitBreakerManager({ maxBreakers, defaults })
    const created = new Set<CircuitBreaker>()
    for (const operation of history) {
      if (operation.kind === 'advance') clock.time += operation.ms
      else watch(manager, maxBreakers, created, operation)
    }
  },
)

/** Does it, and judges who had to go. */
const watch = (
  manager: CircuitBreakerManager,
  maxBreakers: number,
  created: Set<CircuitBreaker>,
  operation: Named,
): void => {
  const { kind, name } = operation
  const before = [...manager]
  const kinds = new Map(before.map(one => [one, kindOf(one)]))
  const { unguarded } = manager.getSystemStatus()
  const made = perform(manager, operation)
  if (kind === 'create' && made !== undefined) created.add(made)

  const after = [...manager]
  must(after.length <= maxBreakers, 'it is bounded', after.length)
  const gone = before.filter(one => !after.includes(one) && kind !== 'remove')
  must(
    gone.every(one => !created.has(one) && kinds.get(one) !== 'needed'),
    'what is needed stays',
    gone,
  )
  const isMiss = kind === 'getOrCreate' || kind === 'create'
  const isFull = before.length >= maxBreakers && before.every(one => one.name !== name)
  if (!isMiss || !isFull) {
    must(gone.length === 0, 'nothing goes without need', gone)
    return
  }
  const candidates = before.filter(one => !created.has(one)).map(one => kinds.get(one))
  judge(
    gone.map(one => kinds.get(one)),
    candidates,
  )
  if (kind === 'create') return
  const isGuarded = gone.length > 0
  must((made?.config.mode === 'off') === !isGuarded, 'who finds no room is not guarded', made?.config.mode)
  must(manager.getSystemStatus().unguarded === unguarded + (isGuarded ? 0 : 1), 'and counted')
  must((manager.get(name) === made) === isGuarded, 'and not kept')
}

const judge = (gone: readonly unknown[], candidates: readonly unknown[]): void => {
  must(gone.length <= 1, 'one makes room for one', gone)
  if (candidates.includes('quiet')) must(gone[0] === 'quiet', 'the quiet go first', { gone, candidates })
  else if (candidates.includes('overdue')) must(gone.length === 1, 'then the overdue', { gone, candidates })
}

const perform = (manager: CircuitBreakerManager, { kind, name }: Named): CircuitBreaker | undefined => {
  const kept = manager.get(name)
  if (kind === 'getOrCreate') return manager.getOrCreate(name)
  if (kind === 'create') return attempt(() => manager.create(name))
  if (kind === 'remove') manager.remove(name)
  else if (kind === 'forceOpen') kept?.forceOpen()
  else if (kind === 'hang') kept?.acquire()
  else if (kept !== undefined) kept.settle(kept.acquire(), kind === 'succeed' ? 'success' : 'failure')
  return undefined
}

const attempt = (create: () => CircuitBreaker): CircuitBreaker | undefined => {
  try {
    return create()
  } catch {
    return undefined
  }
}
