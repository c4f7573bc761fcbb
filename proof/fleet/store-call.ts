import type { Database } from '../../packages/redis/src/memory/database.ts'
import { twins } from '../../packages/redis/src/memory/twins/all.ts'
import { type News, newsOfMessage } from '../../packages/redis/src/protocol/news.ts'
import type { Script } from '../../packages/redis/src/script.ts'

/** What a store did, so that the same can be asked of the real Lua. */
export interface Ran {
  readonly name: Script['name']
  readonly store: number
  readonly now: number
  readonly args: readonly string[]
  readonly reply: unknown
}

/** A store as the model calls it: on a copy, with what it published beside the reply. */
export const runOn = (
  before: Database,
  name: Script['name'],
  args: readonly string[],
  now: number,
): { data: Database; reply: unknown; published: News[] } => {
  const data = before.copy()
  const published: News[] = []
  const publish = (message: string): void => {
    const heard = newsOfMessage(message)
    // Attention alone decides nothing of what the model looks at.
    if (heard !== undefined && !message.startsWith('a|')) published.push(heard.news)
  }
  return { data, reply: twins[name](data, args, { now, publish }), published }
}
