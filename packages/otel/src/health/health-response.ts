import { type HealthOptions, type HealthSource, healthOf } from './health-of.ts'

/**
 * The answer of a health endpoint, as `application/health+json`: 200 for `pass` and `warn`, 503 for `fail`.
 *
 * @param request when given, methods other than GET and HEAD are answered with 405, and HEAD without a body
 */
export const healthResponse = (
  manager: HealthSource,
  options: HealthOptions = {},
  request?: { readonly method: string },
): Response => {
  const { method = 'GET' } = request ?? {}
  if (method !== 'GET' && method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
  const health = healthOf(manager, options)
  return new Response(method === 'HEAD' ? null : JSON.stringify(health), {
    status: health.status === 'fail' ? 503 : 200,
    headers: { 'content-type': 'application/health+json', 'cache-control': 'no-store' },
  })
}
