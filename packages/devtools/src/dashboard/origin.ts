/** Whether a page of another site asks. A browser says so itself; what is no browser cannot be misled. */
export const isCrossSite = (request: Request): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin' || site === 'none') return false
  // A link from elsewhere may open the page, and nothing but the page.
  return !(request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate')
}

/** Whether it is certain that a page of this very origin asks: what changes something needs that. */
export const isSameOrigin = (request: Request): boolean => {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  // By host, not by scheme: behind a proxy that ends TLS, this server sees another scheme than the page.
  const host = request.headers.get('host') ?? new URL(request.url).host
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host
}
