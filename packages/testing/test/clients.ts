import axios from 'axios'
import ky from 'ky'

/** Makes one request and tells in a line what its caller sees: a status and body, or an error and its causes. */
export type Client = (url: string, signal?: AbortSignal) => Promise<string>

const init = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

export const clientNames = ['fetch', 'axios', 'ky'] as const

/** What this package is measured with. */
export const clients: Readonly<Record<(typeof clientNames)[number], Client>> = {
  fetch: (url, signal) => tell(async () => read(await fetch(url, init(signal)))),
  axios: (url, signal) =>
    tell(async () => {
      const { status, data } = await axios.get<string>(url, { ...init(signal), responseType: 'text' })
      return `${status} ${data}`.trim()
    }),
  ky: (url, signal) => tell(async () => read(await ky(url, { ...init(signal), retry: 0 }))),
}

async function read(response: Response): Promise<string> {
  const body = response.text()
  return `${response.status} ${await body.catch((error: unknown) => `body: ${chain(error)}`)}`.trim()
}

async function tell(call: () => Promise<string>): Promise<string> {
  return call().catch(chain)
}

/** `NetworkError < TypeError < Error ECONNRESET`, and the status of the response that an error bears. */
function chain(error: unknown): string {
  const seen: string[] = []
  let link = error
  while (typeof link === 'object' && link !== null) {
    seen.push(link instanceof Response ? 'Response' : describe(link))
    link = 'cause' in link ? link.cause : undefined
  }
  return seen.join(' < ')
}

function describe(error: object): string {
  const { name, code, response } = error as { name?: string; code?: unknown; response?: { status?: number } }
  const withCode = typeof code === 'string' ? `${name} ${code}` : `${name}`
  return response?.status === undefined ? withCode : `${withCode} (${response.status})`
}
