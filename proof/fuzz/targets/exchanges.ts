import {
  createHttpBreakers,
  type HttpReading,
  type HttpTransport,
  kindOfError,
  routes,
} from '@recloser/core/http'
import fc from 'fast-check'
import { hostileValue } from '../hostile/text.ts'
import { reportedWhile } from '../reports.ts'
import { must, type Target, target } from '../target.ts'

interface Attempt {
  readonly thrown: unknown
  readonly isThrown: boolean
  readonly reading: HttpReading
  /** Of the signal that aborted it; `undefined` when none did. */
  readonly reason: { readonly value: unknown } | undefined
}

const transport: HttpTransport<Attempt, Attempt> = {
  send: attempt => (attempt.isThrown ? Promise.reject(real(attempt.thrown)) : Promise.resolve(attempt)),
  readResponse: ({ reading }) => reading,
  readError: (error, { reason }) => ({
    kind: kindOfError(error, reason && AbortSignal.abort(real(reason.value))),
  }),
  fromFallback: (_response, attempt) => attempt,
  fromRejection: rejection => rejection,
}
const request = { client: 'fetch', method: 'GET', url: 'https://api.example.com/users/7' } as const

/** Throws when anybody looks at it, fast-check too: so it is put in place at the last moment. */
const { proxy: revoked, revoke } = Proxy.revocable({}, {})
revoke()
const REVOKED = 'a revoked proxy'
const real = (value: unknown): unknown => (value === REVOKED ? revoked : value)

/** A promise made anew each time, whose rejection ends the process if nobody handles it. */
const REJECTING = 'a promise that rejects'
const answered = (value: unknown): unknown =>
  value === REJECTING ? Promise.reject(new Error('too late')) : real(value)

const trap = {
  get code(): never {
    throw new Error('trap')
  },
}
const circle: { cause?: unknown } = {}
circle.cause = circle
const strange = fc.oneof(
  { weight: 4, arbitrary: hostileValue },
  {
    weight: 1,
    arbitrary: fc.constantFrom(REVOKED, trap, circle, { code: { toString: null } }, { message: trap }),
  },
)
const attempt: fc.Arbitrary<Attempt> = fc.record({
  thrown: strange,
  isThrown: fc.boolean(),
  reading: fc.record({
    status: fc.oneof(fc.constantFrom(200, 404, 429, 503), fc.double(), fc.integer()),
    headers: fc.constant({ get: () => '7' }),
  }),
  reason: fc.option(fc.record({ value: strange }), { nil: undefined }),
})

/** Whatever a server, a client or the user's own functions come up with, the caller gets what the client gave. */
export const exchanges: Target = target(
  'answer, error, callbacks -> verdict',
  'what the client gives or throws reaches the caller as it is, every permit is settled, the breaker waits a sane time',
  fc.record({
    attempts: fc.array(attempt, { minLength: 1, maxLength: 2 }),
    isJudged: fc.boolean(),
    judged: fc.oneof({ weight: 4, arbitrary: strange }, { weight: 1, arbitrary: fc.constant(REJECTING) }),
    waited: fc.oneof({ weight: 4, arbitrary: strange }, { weight: 1, arbitrary: fc.constant(REJECTING) }),
  }),
  async ({ attempts, isJudged, judged, waited }) => {
    const clock = { now: () => 0 }
    const hosts = { 'api.example.com': { routes: routes({ '/users/:id': {} }) } }
    const judging = { classify: () => answered(judged) as never, waitMs: () => answered(waited) as never }
    const breakers = createHttpBreakers({ failureThreshold: 1, clock, hosts, ...(isJudged && judging) })
    await reportedWhile(async () => {
      for (const one of attempts) await passesThrough(breakers, one)
    })
    for (const breaker of breakers.manager) {
      must(breaker.getStatus().inFlight === 0, 'nothing is in flight')
      const waitMs = breaker.retryAfterMs ?? Number.NaN
      must(waitMs >= 0 && waitMs <= 330_000, 'the wait is sane', waitMs)
    }
  },
)

const passesThrough = async (
  breakers: ReturnType<typeof createHttpBreakers>,
  one: Attempt,
): Promise<void> => {
  const isAdmitted = !breakers.manager.anyOpen()
  const came = await breakers.guard(transport, one, request).then(
    response => ({ response }),
    (error: unknown) => ({ error }),
  )
  if (!isAdmitted) return
  const isSame = 'response' in came ? came.response === one : Object.is(came.error, real(one.thrown))
  must(isSame && 'response' in came !== one.isThrown, 'what the client gave reaches the caller')
}
