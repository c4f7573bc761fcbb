import { assertManager, type PanelManager } from '../source/manager.ts'
import type { Access, DashboardOptions } from './access.ts'
import { answerAction } from './action.ts'
import { assetNamed } from './assets.ts'
import { Feed } from './feed.ts'
import { isCrossSite } from './origin.ts'
import { plain, secured } from './response.ts'

/** A handler in the style of fetch. It throws nothing. */
export type Dashboard = (request: Request) => Promise<Response>

/**
 * Makes the handler of a page that shows the breakers of a server as they change. Mount it under any path that ends with
 * a slash. Without `authorize` everybody who reaches it may read the names and figures, and nobody may change anything.
 *
 * @throws TypeError when `manager` is none, or `authorize` or `onAction` is no function
 * @throws RangeError when `maxWatchers` is out of range
 */
export const createDashboard = (manager: PanelManager, options: DashboardOptions = {}): Dashboard => {
  assertManager(manager)
  const { authorize = () => 'read' as const, hosts, onAction, maxWatchers = 256 } = options
  for (const [name, value] of Object.entries({ authorize, onAction }))
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} must be a function`)
  if (!(Number.isInteger(maxWatchers) && maxWatchers >= 1))
    throw new RangeError(`maxWatchers must be a whole number >= 1, got ${String(maxWatchers)}`)
  const feed = new Feed(manager)

  const refusal = (request: Request): Response | undefined => {
    if (hosts !== undefined && !hosts.includes(hostOf(request)))
      return plain(421, 'Not served under this host')
    return isCrossSite(request) ? plain(403, 'Only pages of this site may ask') : undefined
  }
  const answer = async (request: Request): Promise<Response> => {
    const access = await accessOf(authorize, request)
    if (access === 'none') return plain(403, 'Not allowed')
    const { pathname } = new URL(request.url)
    const name = pathname.slice(pathname.lastIndexOf('/') + 1)
    if (name === 'act') return answerAction(manager, request, access, onAction)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Only GET and HEAD', { allow: 'GET, HEAD' })
    if (name === 'events') return watch(feed, request, access, maxWatchers)
    const asset = await assetNamed(name)
    return asset === undefined ? plain(404, 'Not found') : secured(200, asset, request)
  }
  return async request => {
    try {
      return refusal(request) ?? (await answer(request))
    } catch (error) {
      reportError(error)
      return plain(500, 'Something went wrong')
    }
  }
}

const hostOf = (request: Request): string => request.headers.get('host') ?? new URL(request.url).host

const accessOf = async (
  authorize: (request: Request) => Access | Promise<Access>,
  request: Request,
): Promise<Access> => {
  try {
    const access: unknown = await authorize(request)
    if (access === 'read' || access === 'control' || access === 'none') return access
    throw new TypeError(`authorize must answer 'none', 'read' or 'control', got ${JSON.stringify(access)}`)
  } catch (error) {
    reportError(error)
    return 'none'
  }
}

const watch = (feed: Feed, request: Request, access: Access, maxWatchers: number): Response => {
  if (feed.watchers >= maxWatchers) return plain(503, 'Too many watch already', { 'retry-after': '10' })
  const headers = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }
  if (request.method === 'HEAD') return plain(200, '', headers)
  return plain(200, feed.stream(request.signal, access === 'control'), headers)
}

/** Not every runtime has `reportError`: Node has none. */
const reportError = (error: unknown): void => {
  const { reportError: own } = globalThis as { reportError?: (error: unknown) => void }
  if (own !== undefined) own(error)
  else console.error(error)
}
