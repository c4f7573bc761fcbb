import type { RequestBreaker } from '@recloser/core/http'

/** The platform's own fetch, of whatever types the program has for it. */
export type Fetch = typeof globalThis.fetch

export type FetchInput = Parameters<Fetch>[0]

/** What a guarded fetch may be told: all that the platform's may be, and of its breaker. */
export type FetchInit = NonNullable<Parameters<Fetch>[1]> & { breaker?: RequestBreaker | undefined }

/** A fetch whose every call passes through the breakers of its host and route. Fits wherever a fetch does. */
export type BreakerFetch = (input: FetchInput, init?: FetchInit) => Promise<Response>

/** What is read of a response; that of any fetch has it. */
export interface FetchResponse {
  readonly type: string
  readonly status: number
  readonly headers: { get(name: string): string | null }
}

/** A fetch of any library: undici's, node-fetch. */
// Every fetch takes a text; the options are `never` so that any do.
export type AnyFetch = (input: string, init?: never) => Promise<FetchResponse>

/** The same fetch, with `breaker` among its options. One that takes no options is told those of the platform. */
export type Guarded<Sender extends AnyFetch> = Sender extends (
  input: infer Input,
  init?: infer Init,
) => Promise<infer Answer>
  ? (
      input: unknown extends Input ? FetchInput : Input,
      init?: unknown extends Init ? FetchInit : NonNullable<Init> & Pick<FetchInit, 'breaker'>,
    ) => Promise<Answer>
  : never
