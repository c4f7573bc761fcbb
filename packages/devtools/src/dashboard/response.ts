import type { Asset } from './assets.ts'

/** No inline script, nothing from elsewhere, no frame around it. */
const security: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** A short answer, or a stream, that nobody may keep. */
export const plain = (
  status: number,
  body: string | ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(body === '' ? null : body, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...security,
      ...headers,
    },
  })

/** A file of the page. The browser asks each time whether it changed. */
export const secured = (status: number, { type, text, tag }: Asset, request: Request): Response => {
  const headers = { ...security, 'content-type': type, 'cache-control': 'no-cache', etag: tag }
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers })
  return new Response(request.method === 'HEAD' ? null : text, { status, headers })
}
