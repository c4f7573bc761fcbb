import { createHttpBreakers, routes as routesOf } from '@recloser/core/http'
import { growingBreakers, MANY } from './growing-breakers.ts'

/** Work on an input of a size; of what was made before, nothing is remembered. */
export interface Growing {
  readonly name: string
  /** In characters or entries. */
  readonly size: number
  readonly act: (size: number) => () => unknown
}

const host = 'api.example.com'
const routes = routesOf({ 'GET /users/:id': {}, '/:a/:b/:c/*': {}, '/a/a/a/b': {}, '/*': {} })

const addressOf = (name: string, make: (size: number) => string, from = 2_000): Growing => ({
  name: `URL of ${name}`,
  size: from,
  act: size => {
    const url = make(size)
    const breakers = createHttpBreakers({ hosts: { [host]: { routes } } })
    return () => breakers.breakerFor(url)
  },
})

const nameOf = (name: string, make: (size: number) => string): Growing => ({
  name: `name of ${name}`,
  size: MANY,
  act: size => {
    const wanted = make(size)
    const breakers = createHttpBreakers({ hosts: { [host]: { routes }, '*.example.com': {}, '*': false } })
    return () => breakers.manager.getOrCreate(wanted)
  },
})

const answerOf = (field: string, name: string, make: (size: number) => string): Growing => ({
  name: `${field} of ${name}`,
  size: 4_000,
  act: size => {
    const value = make(size)
    const headers = { get: (asked: string) => (asked === field.toLowerCase() ? value : null) }
    const transport = {
      send: async () => ({ status: 429, headers }),
      readResponse: (answer: { status: number; headers: typeof headers }) => answer,
      readError: () => ({}),
      fromFallback: () => ({ status: 200, headers }),
      fromRejection: (rejection: unknown) => rejection,
    }
    const request = { client: 'fetch', method: 'GET', url: `https://${host}/` } as const
    const breakers = createHttpBreakers({ mode: 'shadow' })
    return () => breakers.guard(transport, undefined, request)
  },
})

const settingsOf = (name: string, size: number, make: (size: number) => object): Growing => ({
  name: `settings with ${name}`,
  size,
  act: wanted => {
    const given = make(wanted)
    return () => {
      try {
        return createHttpBreakers(given)
      } catch (error) {
        return error
      }
    }
  },
})

const many = (count: number, name: (index: number) => string): Record<string, object> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), {}]))
const template = (text: string): object => ({ hosts: { [host]: { routes: routesOf({ [text]: {} }) } } })

/** What has made parsers slow: repeats that a pattern might try again and again, and lists that grow. */
export const growing: readonly Growing[] = [
  addressOf('segments', size => `https://${host}${'/a'.repeat(size)}`),
  addressOf('slashes', size => `https://${host}${'/'.repeat(size)}`),
  addressOf('dot segments', size => `https://${host}${'/./..'.repeat(size)}`),
  addressOf('encoded dots', size => `https://${host}${'/%2e%2E'.repeat(size)}`),
  addressOf('backslashes', size => `https://${host}/${'\\'.repeat(size)}`),
  addressOf('percents', size => `https://${host}/${'%'.repeat(size)}`),
  addressOf('user info', size => `https://${'a:'.repeat(size)}@${host}/`),
  addressOf('query', size => `https://${host}/?${'/?#'.repeat(size)}`),
  addressOf('dots in the host', size => `https://${'a.'.repeat(size)}example/`, MANY),
  addressOf('spaces', size => ' '.repeat(size)),
  nameOf('dots', size => 'a.'.repeat(size)),
  nameOf('dots and a path', size => `GET ${'a.'.repeat(size)}/users`),
  nameOf('spaces', size => ' '.repeat(size)),
  answerOf('Retry-After', 'digits', size => '9'.repeat(size)),
  answerOf('Retry-After', 'digits and a letter', size => `${'9'.repeat(size)}x`),
  answerOf('Retry-After', 'points', size => '1.'.repeat(size)),
  answerOf('Retry-After', 'spaces', size => `${' '.repeat(size)}7${' '.repeat(size)}x`),
  answerOf('Retry-After', 'commas', size => '7, '.repeat(size)),
  answerOf('Retry-After', 'hyphens', size => `Tue, 24${'-a'.repeat(size)}`),
  answerOf('Retry-After', 'dates', size => 'Tue, 24 Nov 2026 12:00:00 GMT '.repeat(size)),
  answerOf('RateLimit', 'quotas', size => '"q";r=0;t=9,'.repeat(size)),
  answerOf('RateLimit', 'quotes', size => '"'.repeat(size)),
  answerOf('RateLimit', 'a name without an end', size => `"${'\\"'.repeat(size)}`),
  answerOf('RateLimit', 'spaces', size => `;${' '.repeat(size)}r=0${' '.repeat(size)}x`),
  answerOf('RateLimit', 'semicolons and spaces', size => '; ; r=0 '.repeat(size)),
  answerOf('RateLimit', 'digits', size => `;r=0;t=${'9'.repeat(size)} ${' '.repeat(size)}x`),
  settingsOf('routes', MANY, size => ({
    hosts: { [host]: { routes: routesOf(many(size, index => `/a${index}/:id`)) } },
  })),
  settingsOf('hosts', MANY, size => ({ hosts: many(size, index => `h${index}.example.com`) })),
  settingsOf('a template of segments', 500, size => template('/a'.repeat(size))),
  settingsOf('a template of parameters and a star amiss', 500, size => template(`${'/:a'.repeat(size)}*`)),
  settingsOf('a template of slashes', 2_000, size => template('/'.repeat(size))),
  settingsOf('a template of letters and a star amiss', 2_000, size => template(`/${'a'.repeat(size)}*`)),
  settingsOf('a host of dots', 2_000, size => ({ hosts: { ['a.'.repeat(size)]: {} } })),
  settingsOf('a host of stars', 2_000, size => ({ hosts: { ['*.'.repeat(size)]: {} } })),
  ...growingBreakers,
]
