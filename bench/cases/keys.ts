import { type Cases, eachOf } from '../harness/case.ts'

/** As real ones: few hosts, every path another. */
const urls = Array.from({ length: 1_000 }, (_, i) => `https://api${i % 10}.example.com/users/${i}?page=2`)

/** From a request's URL to its breaker. */
export const cases: Cases = {
  recloser: async () => {
    const { createHttpBreakers } = await import('@recloser/core/http')
    const breakers = createHttpBreakers()
    return eachOf(urls, url => breakers.breakerFor(url))
  },
  'new URL and a Map': () => {
    const known = new Map<string, object>()
    for (let i = 0; i < 10; i += 1) known.set(`api${i}.example.com`, {})
    return eachOf(urls, url => known.get(new URL(url).host))
  },
}
