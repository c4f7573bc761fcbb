import type { HttpBreakers } from '@recloser/core/http'
import { type Call, cockatielCount, type Guard, opossumDefaults, opossumMinimal } from './peers.ts'

/** One request, and its body read to the end. */
export type Send = Call

/** Who stands before a client: nobody, Recloser in its own way, or a peer around every request. */
type Guarding = { readonly breakers: HttpBreakers } | { readonly guard: Guard }

/** The network, or what stands for it. */
interface Network {
  readonly url: string
  /** Answers at once, where nothing but the client and the breaker is to be measured. */
  readonly stub?: Response
}

type Client = (network: Network, guarding: Guarding) => Promise<Send>

const around = (guarding: Guarding, send: Send): Promise<Send> | Send =>
  'guard' in guarding ? guarding.guard(send) : send

const fetchOf = ({ stub }: Network): typeof fetch => (stub === undefined ? fetch : async () => stub)

const readBy =
  ({ stub }: Network) =>
  (response: Response): Promise<unknown> | Response =>
    // One response stands for all, and a body can be read once.
    stub === undefined ? response.text() : response

const clients: Readonly<Record<string, Client>> = {
  fetch: async (network, guarding) => {
    const { wrapFetch } = await import('@recloser/fetch')
    const bare = fetchOf(network)
    const send = 'breakers' in guarding ? wrapFetch(guarding.breakers, bare) : bare
    const read = readBy(network)
    return around(guarding, async () => read(await send(network.url)))
  },
  axios: async (network, guarding) => {
    const [{ default: axios, AxiosHeaders }, { installBreakers }, { Agent }] = await Promise.all([
      import('axios'),
      import('@recloser/axios'),
      import('node:http'),
    ])
    const api = axios.create({ httpAgent: new Agent({ keepAlive: true }) })
    if (network.stub !== undefined) {
      const headers = new AxiosHeaders()
      api.defaults.adapter = async config => ({ data: '', status: 200, statusText: 'OK', headers, config })
    }
    if ('breakers' in guarding) installBreakers(api, guarding.breakers)
    return around(guarding, () => api.get(network.url))
  },
  ky: async (network, guarding) => {
    const [{ default: ky }, { breakerHooks }] = await Promise.all([import('ky'), import('@recloser/ky')])
    const bare = ky.create(network.stub === undefined ? {} : { fetch: fetchOf(network) })
    const api = 'breakers' in guarding ? bare.extend(breakerHooks(guarding.breakers)) : bare
    const read = readBy(network)
    return around(guarding, async () => read(await api.get(network.url)))
  },
}

const withBreakers = async (): Promise<Guarding> => {
  const { createHttpBreakers } = await import('@recloser/core/http')
  return { breakers: createHttpBreakers() }
}

const guardings: Readonly<Record<string, () => Promise<Guarding>>> = {
  bare: async () => ({ guard: async send => send }),
  recloser: withBreakers,
  cockatiel: async () => ({ guard: cockatielCount() }),
  'opossum minimal': async () => ({ guard: opossumMinimal }),
  opossum: async () => ({ guard: opossumDefaults }),
}

/** Every client behind every guard, by names like `fetch recloser`. */
export const combinations = <Made>(
  make: (client: Client, guarding: () => Promise<Guarding>) => Made,
): Record<string, Made> =>
  Object.fromEntries(
    Object.entries(clients).flatMap(([client, send]) =>
      Object.entries(guardings).map(([guard, guarding]) => [`${client} ${guard}`, make(send, guarding)]),
    ),
  )
