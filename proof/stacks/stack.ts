import { installBreakers } from '@recloser/axios'
import { type HttpBreakers, installFetch, wrapFetch } from '@recloser/fetch'
import { breakerHooks } from '@recloser/ky'
import axios from 'axios'
import ky from 'ky'
import { type Fetch, wrappers } from './betweens.ts'
import type { Case, Guard } from './space.ts'

/** A client with everything that stands between it and the wire. */
export interface Stack {
  /** Makes one call and reads its answer to the end. */
  readonly call: (signal: AbortSignal) => Promise<unknown>
  /** How many calls each guard has sent on, the outermost first. */
  readonly sent: number[]
  /** What wrappers have sent and not waited for. */
  readonly loose: Promise<unknown>[]
  readonly undo: () => void
}

const platform = globalThis.fetch

/** Builds the stack of a case from the wire upwards. */
export const stackOf = (
  { guards, between }: Case,
  breakersAt: (at: number) => HttpBreakers,
  url: string,
): Stack => {
  const sent = guards.map(() => 0)
  const loose: Promise<unknown>[] = []
  const undos: (() => void)[] = [
    () => {
      globalThis.fetch = platform
    },
  ]
  let send: Fetch = (...args) => platform(...args)
  let call: Stack['call'] = async signal => (await send(url, { method: 'GET', signal })).text()

  for (let at = guards.length - 1; at >= 0; at -= 1) {
    const breakers = breakersAt(at)
    const below = at === guards.length - 1 ? send : wrappers[between](send, loose)
    const counted: Fetch = (...args) => {
      sent[at] = (sent[at] ?? 0) + 1
      return below(...args)
    }
    switch (guards[at] as Guard) {
      case 'wrap':
        send = wrapFetch(breakers, counted)
        break
      case 'install': {
        globalThis.fetch = counted
        undos.push(installFetch(breakers))
        const installed = globalThis.fetch
        send = (...args) => installed(...args)
        break
      }
      case 'ky': {
        const client = ky.create({ fetch: counted, retry: 0, timeout: false }).extend(breakerHooks(breakers))
        call = signal => client.get(url, { signal }).text()
        break
      }
      case 'axios http': {
        const http = axios.getAdapter('http')
        const client = axios.create({
          adapter: config => {
            sent[at] = (sent[at] ?? 0) + 1
            return http(config)
          },
        })
        installBreakers(client, breakers)
        call = signal => client.get(url, { signal })
        break
      }
      case 'axios fetch':
      case 'axios upload': {
        globalThis.fetch = counted
        const client = axios.create({ adapter: 'fetch' })
        installBreakers(client, breakers)
        call =
          guards[at] === 'axios fetch'
            ? signal => client.get(url, { signal })
            : // With somebody to tell of its progress, axios waits before it fetches.
              signal => client.post(url, 'body', { signal, onUploadProgress: () => {} })
      }
    }
  }
  const undo = () => {
    for (const step of undos.toReversed()) step()
  }
  return { call, sent, loose, undo }
}
