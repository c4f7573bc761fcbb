import { createHttpBreakers, type HttpTransport } from '@recloser/core/http'
import fc from 'fast-check'
import { documented } from '../documented.ts'
import { texts } from '../hostile/corpus.ts'
import { hostileText } from '../hostile/text.ts'
import { must, type Target, target } from '../target.ts'

const transport: HttpTransport<undefined, { status: number }> = {
  send: async () => ({ status: 503 }),
  readResponse: response => response,
  readError: () => ({ kind: 'network' }),
  fromFallback: ({ status }) => ({ status }),
  fromRejection: rejection => rejection,
}
const url = 'https://api.example.com/'
const builtIn = Reflect.ownKeys(Object.prototype).length

/** A key of the caller's own may be any text; it is a name, and does nothing but name. */
export const names: Target = target(
  'key -> name',
  'any text is a plain name: it finds its own breaker, stands in events and status as it is, and touches no prototype',
  fc.array(hostileText, { minLength: 1, maxLength: 4 }),
  async chosen => {
    let next = ''
    const breakers = createHttpBreakers({ failureThreshold: 1, keyOf: () => next })
    const told: string[] = []
    breakers.manager.on('transition', ({ name }) => told.push(name))
    const wanted = [...new Set(chosen)].filter(name => name !== '')
    for (const key of wanted) {
      next = key
      await breakers.guard(transport, undefined, { client: 'fetch', method: 'GET', url })
      const breaker = documented('breakerFor', () => breakers.breakerFor(url))
      must(breaker?.name === key && breakers.manager.get(key) === breaker, 'a key finds its breaker', key)
      const status = documented('getStatus', () => breaker?.getStatus())
      must(JSON.parse(JSON.stringify(status)).name === key, 'a status bears the name', key)
    }
    must(fc.stringify(told) === fc.stringify(wanted), 'each trips alone', told)
    must(fc.stringify(breakers.manager.getOpenBreakers()) === fc.stringify(wanted), 'and alone is open')
    must(Reflect.ownKeys(Object.prototype).length === builtIn, 'no prototype was touched')
    must(({} as { polluted?: unknown }).polluted === undefined, 'no prototype was touched')
  },
  texts.map(text => [text, '__proto__', text]),
)
