import { installBreakers } from '@recloser/axios'
import { wrapFetch } from '@recloser/fetch'
import { breakerHooks } from '@recloser/ky'
import axios from 'axios'
import ky from 'ky'
import { breakers } from './breakers.ts'
import { keptAtHeader } from './last-good.ts'

export type ClientName = 'axios' | 'fetch' | 'ky'

/** What a host answered, or what it answered the last time that it did. */
export interface Answer<Data> {
  readonly data: Data
  /** When the host gave it, in milliseconds since 1970; `undefined`: just now. */
  readonly keptAt: number | undefined
}

// A call without a time-out may hang for ever, and its breaker would never hear of it.
const timeout = 2_500

const byAxios = axios.create({ timeout })
installBreakers(byAxios, breakers)

const byFetch = wrapFetch(breakers)

const byKy = ky
  .create({ timeout, retry: { limit: 1, delay: () => 300, statusCodes: [500, 502, 503, 504] } })
  .extend(breakerHooks(breakers))

/** The same question by each of the three clients. */
export const ask: Record<ClientName, <Data>(url: string) => Promise<Answer<Data>>> = {
  async axios(url) {
    const { data, headers } = await byAxios.get(url)
    return { data, keptAt: timeOf(headers[keptAtHeader]) }
  },
  async fetch(url) {
    const response = await byFetch(url, { signal: AbortSignal.timeout(timeout) })
    if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`)
    return { data: await response.json(), keptAt: timeOf(response.headers.get(keptAtHeader)) }
  },
  async ky(url) {
    const response = await byKy(url)
    return { data: await response.json(), keptAt: timeOf(response.headers.get(keptAtHeader)) }
  },
}

const timeOf = (header: unknown): number | undefined =>
  typeof header === 'string' ? Number(header) : undefined
