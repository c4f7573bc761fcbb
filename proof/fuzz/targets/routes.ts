import { createHttpBreakers, routes as routesOf } from '@recloser/core/http'
import fc from 'fast-check'
import { documented } from '../documented.ts'
import { prototypeKeys } from '../hostile/corpus.ts'
import { assembled } from '../hostile/text.ts'
import { hostilePath } from '../hostile/url.ts'
import { must, type Target, target } from '../target.ts'
import { matchOf, type Template } from './route-oracle.ts'

const HOST = 'api.example.com'
const sound = fc
  .array(fc.constantFrom('users', 'files', ':id', ':other', '7', '..%2f', ...prototypeKeys), { maxLength: 4 })
  .chain(segments => fc.constantFrom('', '/', '/*').map(end => `/${segments.join('/')}${end}`))
const templatePath = fc.oneof(
  { weight: 4, arbitrary: sound },
  { weight: 1, arbitrary: assembled(['/', '/users', ':id', ':', '*', '{id}', '%2e', '.', 'é', '?', '#']) },
)
const template = fc
  .tuple(fc.constantFrom('', 'GET ', 'get ', 'POST '), templatePath)
  .map(parts => parts.join(''))
const requests = fc.array(
  fc.record({
    method: fc.constantFrom('GET', 'get', 'POST', 'DELETE', '', 'ſ', '__proto__'),
    path: fc.oneof(hostilePath, sound),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Templates from the settings, which are the developer's, and paths from anywhere. */
export const routes: Target = target(
  'template, path -> route',
  'a template is refused with its name or taken; a path finds what a comparison segment by segment finds',
  fc.record({ templates: fc.uniqueArray(template, { minLength: 1, maxLength: 4 }), requests }),
  ({ templates, requests: asked }) => {
    const taken = templates.filter(one => isTaken([one]))
    const breakers = breakersOf(taken)
    // Two of them may mean the same, which is an error that names both.
    if (breakers === undefined) return
    const declared = taken.map(parse)
    for (const request of asked) {
      const url = `https://${HOST}${request.path}`
      if (!URL.canParse(url) || new URL(url).host !== HOST) continue
      const breaker = documented('breakerFor', () => breakers.breakerFor(url, request.method))
      const found = matchOf(declared, request.method.toUpperCase(), new URL(url).pathname)
      const name = found === undefined ? HOST : nameOf(found)
      must(breaker?.name === name, `${request.method} ${request.path} belongs to ${name}`, breaker?.name)
    }
  },
)

const breakersOf = (templates: readonly string[]) =>
  documented('createHttpBreakers', () => {
    const declared = Object.fromEntries(templates.map(one => [one, {}]))
    return createHttpBreakers({ hosts: { [HOST]: { routes: routesOf(declared) } } })
  })

const isTaken = (templates: readonly string[]): boolean => breakersOf(templates) !== undefined

const parse = (text: string): Template => {
  const [method = '', path = ''] = text.startsWith('/') ? ['', text] : text.split(' ')
  return { method: method.toUpperCase(), path }
}

const nameOf = ({ method, path: ownPath }: Template): string =>
  method === '' ? HOST + ownPath : `${method} ${HOST}${ownPath}`
