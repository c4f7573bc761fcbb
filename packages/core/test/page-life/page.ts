import { isCircuitBreakerError } from '@recloser/core'
import { watchPage } from '@recloser/core/browser'
import { createHttpBreakers, type HttpTransport, readResponse } from '@recloser/core/http'

// Both stand still but where the scenario moves them, so that a minute or a night takes no time.
const clock = { time: 0, now: () => clock.time }
const wallClock = { time: Date.now(), now: () => wallClock.time }
const breakers = createHttpBreakers({ clock, jitter: 0 })
watchPage(breakers.manager, { wallClock })

const heard: string[] = []
addEventListener('pageshow', ({ persisted }) => persisted && heard.push('pageshow persisted'))
for (const type of ['offline', 'online']) addEventListener(type, () => heard.push(type))
for (const type of ['freeze', 'resume']) document.addEventListener(type, () => heard.push(type))
const transitions: string[] = []
breakers.manager.on('transition', ({ to, reason }) => transitions.push(`${to} ${reason}`))

const transport: HttpTransport<string, Response> = {
  send: url => fetch(url),
  readResponse,
  readError: () => ({ kind: 'network' }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
}
const get = async (): Promise<string> => {
  const url = `${location.origin}/api`
  const answer = breakers.guard(transport, url, { client: 'fetch', method: 'GET', url })
  return answer.then(
    ({ status }) => String(status),
    (error: unknown) => (isCircuitBreakerError(error) ? 'rejected' : 'failed'),
  )
}

Object.assign(globalThis, {
  /** What a scenario does in the page, and asks of it. */
  life: {
    get,
    /** So many calls, one a second. */
    async traffic(seconds: number) {
      const answers: string[] = []
      for (let second = 0; second < seconds; second += 1) {
        clock.time += 1_000
        wallClock.time += 1_000
        answers.push(await get())
      }
      return answers
    },
    burst: (calls: number) => Promise.all(Array.from({ length: calls }, get)),
    /** Passes on the wall clock alone. */
    sleep(ms: number) {
      wallClock.time += ms
    },
    state: () => breakers.breakerFor(location.href)?.state,
    heard,
    transitions,
  },
})
