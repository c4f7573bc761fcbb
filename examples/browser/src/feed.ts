import { isCircuitBreakerError } from '@recloser/fetch'
import type { Answer } from './clients.ts'
import { keep } from './last-good.ts'
import { createStore, type Store } from './store.ts'

/** What a panel knows of its host. */
export interface FeedState<Data> {
  /** `undefined` until the first answer. */
  readonly data: Data | undefined
  /** When the host gave the data, in milliseconds since 1970. */
  readonly at: number | undefined
  /** What became of the last call. */
  readonly last: 'none' | 'answered' | 'failed' | 'rejected'
  readonly isAsking: boolean
}

/** One address that is asked again and again. A failure keeps the data that was there before. */
export interface Feed<Data> {
  readonly host: string
  readonly state: Store<FeedState<Data>>
  /** Asks now, unless an answer is under way. Never rejects: what goes wrong is in the state. */
  refresh(): Promise<void>
}

export function createFeed<Data>(url: string, ask: (url: string) => Promise<Answer<Data>>): Feed<Data> {
  const state = createStore<FeedState<Data>>({
    data: undefined,
    at: undefined,
    last: 'none',
    isAsking: false,
  })
  async function load(): Promise<Omit<FeedState<Data>, 'isAsking'>> {
    try {
      const { data, keptAt } = await ask(url)
      if (keptAt !== undefined) return { data, at: keptAt, last: 'rejected' }
      keep(url, data)
      return { data, at: Date.now(), last: 'answered' }
    } catch (error) {
      return { ...state.get(), last: isCircuitBreakerError(error) ? 'rejected' : 'failed' }
    }
  }

  return {
    host: new URL(url).host,
    state,
    async refresh() {
      if (state.get().isAsking) return
      state.set({ ...state.get(), isAsking: true })
      state.set({ ...(await load()), isAsking: false })
    },
  }
}
