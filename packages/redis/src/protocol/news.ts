import { MOST } from './limits.ts'

/** What the store says of a breaker. */
export interface News {
  /** `held`: an operator keeps it from being shared. */
  readonly state: 'open' | 'closed' | 'held'
  /** Orders all that is ever said of a fleet's breakers; 0 where the store knows nothing. */
  readonly generation: number
  /** Milliseconds until an opening is due, or a hold ends. */
  readonly ms: number
  /** Milliseconds for which it has attention, with a report each `everyMs`. */
  readonly attentionMs: number
  readonly everyMs: number
  /** Trips in a row; 0 where an operator has opened it. */
  readonly trips: number
  /** How long the fleet takes to come back, a while at random each. Only a message of closing says so. */
  readonly spreadMs: number
  /** The operator, where it was one. */
  readonly actor: string
}

const STATES = { o: 'open', c: 'closed', h: 'held' } as const

/** A whole number as the wire has it. @throws RangeError when it is none */
export const wholeOf = (value: unknown, what: string): number => {
  const number = Number(value)
  if (typeof value !== 'string' || value === '' || !Number.isInteger(number) || number < 0 || number > MOST)
    throw new RangeError(`${what} of a reply must be a whole number from 0 to 9e15, got ${String(value)}`)
  return number
}

/** What a reply says: state, generation, ms, attention, every, live, trips, actor. @throws RangeError when it is no such */
export const newsOfReply = (reply: unknown): { news: News; live: number } => {
  const [letter, g, ms, attention, every, live, trips, actor] = listOf(reply)
  const news = {
    state: stateOf(letter),
    generation: wholeOf(g, 'generation'),
    ms: wholeOf(ms, 'ms'),
    attentionMs: wholeOf(attention, 'attention'),
    everyMs: wholeOf(every, 'every'),
    trips: wholeOf(trips, 'trips'),
    spreadMs: 0,
    actor: typeof actor === 'string' ? actor : '',
  }
  return { news, live: wholeOf(live, 'live') }
}

/** A reply that must be a list. @throws RangeError when it is none */
export const listOf = (reply: unknown): unknown[] => {
  if (!Array.isArray(reply)) throw new RangeError(`a reply must be a list, got ${typeof reply}`)
  return reply
}

/** A message of the channel: of which breaker, and what; `undefined` where it is none of ours, or of another version. */
export const newsOfMessage = (message: string): { id: string; news: News } | undefined => {
  const [kind = '', id = '', ...fields] = message.split('|')
  if (id === '') return undefined
  try {
    const news = messages[kind]?.(fields)
    return news && { id, news: { ...nothing, ...news } }
  } catch {
    return undefined
  }
}

const stateOf = (letter: unknown): News['state'] => {
  if (letter === 'o' || letter === 'c' || letter === 'h') return STATES[letter]
  throw new RangeError(`state of a reply must be o, c or h, got ${String(letter)}`)
}

const nothing: News = {
  state: 'closed',
  generation: 0,
  ms: 0,
  attentionMs: 0,
  everyMs: 0,
  trips: 0,
  spreadMs: 0,
  actor: '',
}

const messages: Readonly<Record<string, ((fields: string[]) => Partial<News>) | undefined>> = {
  o: ([g, ms, trips, actor = '']) => ({
    state: 'open',
    generation: wholeOf(g, 'generation'),
    ms: wholeOf(ms, 'ms'),
    trips: wholeOf(trips, 'trips'),
    actor,
  }),
  c: ([g, spread, attention, every, actor = '']) => ({
    generation: wholeOf(g, 'generation'),
    spreadMs: wholeOf(spread, 'spread'),
    attentionMs: wholeOf(attention, 'attention'),
    everyMs: wholeOf(every, 'every'),
    actor,
  }),
  h: ([g, ms, actor = '']) => ({
    state: 'held',
    generation: wholeOf(g, 'generation'),
    ms: wholeOf(ms, 'ms'),
    actor,
  }),
  a: ([g, attention, every]) => ({
    generation: wholeOf(g, 'generation'),
    attentionMs: wholeOf(attention, 'attention'),
    everyMs: wholeOf(every, 'every'),
  }),
}
