import { hang, networkError, ok, status, torn } from '../../outcomes.ts'
import type { ServerOutcome } from '../../server-outcome.ts'
import type { Tally } from '../api.ts'
import { type Definition, define } from '../definition.ts'
import { claim } from '../expect.ts'
import type { ContractPlan } from '../place.ts'
import type { Scene } from '../scene.ts'

const CALLS = 200

/** All at once, and everything goes wrong somewhere. */
export function crowd(): readonly Definition[] {
  return [1, 2].map(seed =>
    define(`loses no permit in ${CALLS} calls at once: seed ${seed}`, async scene => {
      const acts = actsOf(scene, seed)
      await scene.playOn(scene.server, planOf(acts, seed))
      const api = scene.connect({ failureThreshold: false, failureRateThreshold: false })
      await Promise.allSettled(
        acts.map(async ({ signal }, index) => {
          const answer = await api.send({ path: `/${seed}/${index}`, signal: signal?.() })
          await answer.text()
        }),
      )
      const wanted = (outcome: Act['counts']) => acts.filter(({ counts }) => counts === outcome).length
      const tally: Tally = {
        successes: wanted('success'),
        failures: wanted('failure'),
        ignored: wanted('ignored'),
      }
      api.expectTally(tally)
      // Whoever gives up may do so before the request has left.
      const unsent = CALLS - (await scene.hits())
      claim(unsent >= 0 && unsent <= acts.filter(({ signal }) => signal).length, `${unsent} did not arrive`)
      scene.unsent += unsent
    }),
  )
}

/** One call: what the server does, how the caller gives up, and what it should count as. */
interface Act {
  readonly outcome: ServerOutcome
  readonly counts: 'success' | 'failure' | 'ignored'
  readonly signal?: () => AbortSignal
}

const whole: readonly Act[] = [
  { outcome: ok, counts: 'success' },
  { outcome: status(404), counts: 'success' },
  { outcome: status(503), counts: 'failure' },
  { outcome: networkError, counts: 'failure' },
  { outcome: hang, counts: 'ignored', signal: abortSoon },
  { outcome: hang, counts: 'failure', signal: () => AbortSignal.timeout(60) },
]

function actsOf(scene: Scene, seed: number): readonly Act[] {
  const broken: Act = { outcome: torn, counts: scene.client.settlesAt === 'body' ? 'failure' : 'success' }
  const acts = scene.can('torn') ? [...whole, broken] : whole
  const draw = drawer(seed)
  return Array.from({ length: CALLS }, () => acts[draw(acts.length)] ?? broken)
}

function abortSoon(): AbortSignal {
  const caller = new AbortController()
  setTimeout(() => caller.abort(), 40)
  return caller.signal
}

/** Chance that can be repeated: a linear congruential generator, of which the high bits are the good ones. */
function drawer(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const planOf = (acts: readonly Act[], seed: number): ContractPlan =>
  Object.fromEntries(acts.map(({ outcome }, index) => [`/${seed}/${index}`, [outcome]]))
