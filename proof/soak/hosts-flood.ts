import { createHttpBreakers } from '@recloser/core/http'
import { wrapFetch } from '@recloser/fetch'

/** What is left of a flood. */
export interface Flooded {
  /** How many breakers the manager keeps. */
  readonly kept: number
  readonly unguarded: number
  /** Whether the breaker that was open before it is open still, and the same. */
  readonly survived: boolean
}

/** How a flood goes. */
export interface Flood {
  readonly hosts: number
  /** What each of the hosts answers. */
  readonly status: number
  readonly maxBreakers: number
  /** Called after every hundredth part. */
  readonly onSample?: (hosts: number) => void
}

/** Calls so many hosts once each, while one breaker is open. */
export const flood = async ({ hosts, status, maxBreakers, onSample }: Flood): Promise<Flooded> => {
  const answer = new Response(null, { status })
  const breakers = createHttpBreakers({ maxBreakers, openDurationMs: 3_600_000 })
  const send = wrapFetch(breakers, async url => {
    if (url === down) throw new TypeError('fetch failed')
    return answer
  })
  const down = 'https://down.example/'
  for (let failure = 0; failure < 5; failure += 1) await send(down).catch(() => {})
  const open = breakers.manager.get('down.example')
  for (let host = 0; host < hosts; host += 1) {
    if (host % Math.ceil(hosts / 100) === 0) onSample?.(host)
    await send(`https://h${host}.example/`)
  }
  const { total, unguarded } = breakers.manager.getSystemStatus()
  const survived = open?.isOpen === true && breakers.manager.get('down.example') === open
  return { kept: total, unguarded, survived }
}
