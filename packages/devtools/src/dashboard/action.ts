import { act } from '../source/local-source.ts'
import type { PanelManager } from '../source/manager.ts'
import { ACTIONS, type PanelAction } from '../source/panel-source.ts'
import type { Access, DashboardOptions } from './access.ts'
import { isSameOrigin } from './origin.ts'
import { plain } from './response.ts'

const MOST_BYTES = 4_096

/** Does what an operator asked for, once it is certain that one may, and that a page of this origin asks. */
export const answerAction = async (
  manager: PanelManager,
  request: Request,
  access: Access,
  onAction: DashboardOptions['onAction'],
): Promise<Response> => {
  if (request.method !== 'POST') return plain(405, 'Only POST', { allow: 'POST' })
  if (access !== 'control') return plain(403, 'You may look, and change nothing')
  if (!isSameOrigin(request)) return plain(403, 'Only pages of this site may ask')
  // A form of another site can send neither.
  const isJson = request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json'
  if (!isJson || request.headers.get('x-recloser') !== '1') return plain(415, 'Not a request of the panel')
  const wanted = wantedOf(await textOf(request))
  if (wanted === undefined) return plain(400, 'The body must be {"name": a name, "action": an action}')
  const { name, action } = wanted
  if (manager.get(name) === undefined) return plain(404, 'There is no such circuit breaker any more')
  await onAction?.({ name, action, request })
  act(manager, name, action)
  return plain(200, 'Done')
}

/** The body, unless it is longer than an action can be. */
const textOf = async (request: Request): Promise<string> => {
  const reader = request.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { value, done = true } = (await reader?.read()) ?? {}
    if (done || value === undefined) return text + decoder.decode()
    bytes += value.length
    if (bytes > MOST_BYTES) {
      await reader?.cancel()
      return ''
    }
    text += decoder.decode(value, { stream: true })
  }
}

const wantedOf = (text: string): { name: string; action: PanelAction } | undefined => {
  try {
    const { name, action } = JSON.parse(text) as { name?: unknown; action?: unknown }
    const known = ACTIONS.find(one => one === action)
    return typeof name === 'string' && known !== undefined ? { name, action: known } : undefined
  } catch {
    return undefined
  }
}
