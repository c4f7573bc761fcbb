import { createHttpBreakers } from '@recloser/core/http'
import fc from 'fast-check'
import { documented } from '../documented.ts'
import { urls } from '../hostile/addresses.ts'
import { hostileUrl } from '../hostile/url.ts'
import { must, type Target, target } from '../target.ts'

/** The host as the platform parses it, which is where the client will connect, with a dot at its end or without. */
const hostOf = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined
  const { protocol, host } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  const [name = '', port] = host.startsWith('[') ? [host] : host.split(':')
  return (
    (name.endsWith('.') && name !== '.' ? name.slice(0, -1) : name) + (port === undefined ? '' : `:${port}`)
  )
}

/** Several URLs for one object: what is remembered of one must not lead another astray. */
export const keys: Target = target(
  'URL -> key',
  'the breaker is that of the host to which the platform connects, and of no other, whatever was asked before',
  fc.array(hostileUrl, { minLength: 2, maxLength: 4 }),
  addresses => {
    const breakers = createHttpBreakers()
    const found = addresses.map(url => documented('breakerFor', () => breakers.breakerFor(url)))
    for (const [index, url] of addresses.entries()) {
      const host = hostOf(url)
      const breaker = found[index]
      must(breaker?.name === host, `${JSON.stringify(url)} belongs to ${host}`, breaker?.name)
      const twin = addresses.findIndex(other => hostOf(other) === host)
      must(found[twin] === breaker, 'equal hosts have one breaker', [url, addresses[twin]])
    }
    must([...breakers.manager].length === new Set(found.filter(Boolean)).size, 'a breaker for each host')
  },
  urls.map(url => [url, 'https://api.example.com/', url]),
)
