import { isCircuitBreakerError } from '@recloser/core'

type Allows = (error: unknown) => boolean

const nothing: Allows = () => false
const rangeError: Allows = error => error instanceof RangeError && error.message.length > 0

/** What each entry may throw, as its documentation says. A wrong setting is a `RangeError` that says which. */
const DOCUMENTED = {
  createHttpBreakers: rangeError,
  resolveConfig: rangeError,
  lastCalls: rangeError,
  CircuitBreakerManager: rangeError,
  breakerFor: nothing,
  getStatus: nothing,
  'a guarded call that throws at once': nothing,
  'a guarded call that rejects': isCircuitBreakerError,
} satisfies Record<string, Allows>

/** What the entry answers; `undefined` where it throws what it may. Anything else that it throws is a finding. */
export const documented = <Answer>(entry: keyof typeof DOCUMENTED, ask: () => Answer): Answer | undefined => {
  try {
    return ask()
  } catch (error) {
    if (DOCUMENTED[entry](error)) return undefined
    throw new Error(`${entry} threw what is not documented: ${String(error)}`, { cause: error })
  }
}

/** The same for a promise. */
export const documentedRejection = async <Answer>(call: Promise<Answer>): Promise<Answer | undefined> =>
  call.catch((error: unknown) => documented('a guarded call that rejects', () => rethrow(error)))

const rethrow = (error: unknown): never => {
  throw error
}
