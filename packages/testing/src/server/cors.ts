import type { IncomingMessage } from 'node:http'

const exposed = ['retry-after', 'ratelimit', 'date']

/** Headers that let a page of any origin, with credentials or without, make the request and read the response. */
export function corsHeaders(
  request: IncomingMessage,
  answered: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { origin = '*', 'access-control-request-headers': asked = '*' } = request.headers
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': asked,
    'access-control-expose-headers': [...new Set([...exposed, ...Object.keys(answered)])].join(', '),
    vary: 'origin, access-control-request-headers',
  }
}
