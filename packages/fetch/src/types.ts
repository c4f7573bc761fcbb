import type { RequestBreaker } from '@recloser/core/http'

/** The platform's own fetch, of whatever types the program has for it. */
export type Fetch = typeof globalThis.fetch

export type FetchInput = Parameters<Fetch>[0]

/** What a guarded fetch may be told: all that the platform's may be, and of its breaker. */
export type FetchInit = NonNullable<Parameters<Fetch>[1]> & { breaker?: RequestBreaker | undefined }

/** A fetch whose every call passes through the breakers of its host and route. Fits wherever a fetch does. */
export type BreakerFetch = (input: FetchInput, init?: FetchInit) => Promise<Response>
