import { byRoute, hang, networkError, ok, status, torn } from '@recloser/testing'
import axios, { type AxiosRequestConfig } from 'axios'
import { expect, it } from 'vitest'
import { adapters, guarded, isOlderThan, patientBreakers } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

/** What a request asks for, how it is made, and what it must count as. */
type Act = readonly [path: string, options: () => AxiosRequestConfig, outcome: string]

const tooLong: Act = ['/ok', () => ({ maxContentLength: 1 }), 'ignored']
const acts: readonly Act[] = [
  ['/ok', () => ({}), 'success'],
  ['/missing', () => ({}), 'success'],
  ['/missing', () => ({ validateStatus: null }), 'success'],
  ['/broken', () => ({}), 'failure'],
  ['/broken', () => ({ validateStatus: () => true }), 'failure'],
  ['/reset', () => ({}), 'failure'],
  ['/torn', () => ({}), 'failure'],
  ['/hang', () => ({ timeout: 80 }), 'failure'],
  ['/hang', () => ({ signal: AbortSignal.timeout(80) }), 'failure'],
  ['/hang', () => ({ signal: abortedIn(80) }), 'ignored'],
  ['/hang', () => ({ cancelToken: cancelledIn(80) }), 'ignored'],
  // Axios 1.7 does not let its fetch adapter know.
  ...(isOlderThan('1.16.0') ? [] : [tooLong]),
]

function abortedIn(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), ms)
  return controller.signal
}

function cancelledIn(ms: number): NonNullable<AxiosRequestConfig['cancelToken']> {
  const { token, cancel } = axios.CancelToken.source()
  setTimeout(() => cancel(), ms)
  return token
}

it.each(adapters)(
  'loses no permit and mistakes no outcome of 200 requests at once through %s',
  async adapter => {
    server().plan = byRoute({
      '/ok': ok,
      '/missing': status(404),
      '/broken': status(503),
      '/reset': networkError,
      '/torn': torn({ cut: 'fin' }),
      '/hang': hang,
    })
    const counted: Record<string, number> = {}
    const wanted: Record<string, number> = {}
    const breakers = patientBreakers()
    breakers.manager.on('settled', ({ outcome }) => {
      counted[outcome] = (counted[outcome] ?? 0) + 1
    })
    const api = guarded(breakers)
    const requests = Array.from({ length: 200 }, (_, index) => {
      const [path, options, outcome] = acts[index % acts.length] ?? ['/', () => ({}), 'success']
      wanted[outcome] = (wanted[outcome] ?? 0) + 1
      return api.get(server().url + path, { adapter, ...options() })
    })
    await Promise.allSettled(requests)
    expect(counted).toEqual(wanted)
    expect([...breakers.manager].map(breaker => breaker.getStatus().inFlight)).toEqual([0])
  },
)
