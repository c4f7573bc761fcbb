// The matcher stands in no bundle by itself; the file imports nothing, and Node only takes its types away.
import { Routes } from '../../packages/core/src/http/route.ts'
import { type Cases, eachOf, type Loop } from '../harness/case.ts'

const templatesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? `/api/v1/resource${i}/:id` : `/api/v1/resource${i - 1}/:id/parts/:part`,
  )

/** One request a template, until there are enough of them that no cache holds their answers. */
const pathsOf = (templates: readonly string[]): string[] =>
  Array.from({ length: 1_000 }, (_, i) =>
    (templates[i % templates.length] ?? '').replace(':id', String(i * 7)).replace(':part', `part-${i}`),
  )

type Matcher = (templates: readonly string[]) => Promise<(path: string) => unknown>

const matchers: Readonly<Record<string, Matcher>> = {
  recloser: async templates => {
    const routes = new Routes<string>()
    for (const template of templates) routes.add(`GET ${template}`, template, template)
    return path => routes.find('GET', path)
  },
  rou3: async templates => {
    const { addRoute, createRouter, findRoute } = await import('rou3')
    const router = createRouter<string>()
    for (const template of templates) addRoute(router, 'GET', template, template)
    return path => findRoute(router, 'GET', path, { params: false })
  },
  'rou3 compiled': async templates => {
    const [{ addRoute, createRouter }, { compileRouter }] = await Promise.all([
      import('rou3'),
      import('rou3/compiler'),
    ])
    const router = createRouter<string>()
    for (const template of templates) addRoute(router, 'GET', template, template)
    const find = compileRouter(router)
    return path => find('GET', path)
  },
  regexparam: async templates => {
    const { parse } = await import('regexparam')
    const patterns = templates.map(template => parse(template).pattern)
    return path => patterns.find(pattern => pattern.test(path))
  },
}

const matching = (matcher: Matcher, count: number) => async (): Promise<Loop> => {
  const templates = templatesOf(count)
  return eachOf(pathsOf(templates), await matcher(templates))
}

/** From a path to the template that it follows, of 1 to 1 000; and from a URL to the breaker of its route. */
export const cases: Cases = {
  ...Object.fromEntries(
    Object.entries(matchers).flatMap(([name, matcher]) =>
      [1, 10, 100, 1_000].map(count => [`${name} of ${count}`, matching(matcher, count)]),
    ),
  ),
  'breaker for a URL of 1000': async () => {
    const { createHttpBreakers, routes } = await import('@recloser/core/http')
    const templates = templatesOf(1_000)
    const declared = Object.fromEntries(templates.map(template => [`GET ${template}`, {}]))
    const hosts = { 'api.example.com': { routes: routes(declared) } }
    const breakers = createHttpBreakers({ maxBreakers: Infinity, hosts })
    const urls = pathsOf(templates).map(path => `https://api.example.com${path}`)
    return eachOf(urls, url => breakers.breakerFor(url))
  },
}
