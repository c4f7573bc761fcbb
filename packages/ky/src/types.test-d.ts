import { breakerHooks, createHttpBreakers } from '@recloser/ky'
import ky, { type Options } from 'ky'

const breakers = createHttpBreakers()
const api = ky.extend(breakerHooks(breakers))
ky.create({ timeout: 5_000, ...breakerHooks(breakers) })

// What a request may say of its breaker, beside whatever else hooks are told.
void api('/a', { context: { breaker: false } })
void api.get('/a', { context: { tenant: 7, breaker: { key: 'search' } } })
void api.post('/a', { context: { breaker: { fallback: () => new Response('none') } } })
ky.create({ context: { breaker: { key: 'search' } } })
ky.extend({ context: { breaker: undefined } })

// A program's own record still fits.
const context: Record<string, unknown> = { tenant: 7 }
const options: Options = { context }
void api('/a', options)
void api('/a', { context })

// @ts-expect-error `true` says nothing
void api('/a', { context: { breaker: true } })
// @ts-expect-error a key is a string
void api('/a', { context: { breaker: { key: 7 } } })
// @ts-expect-error there is no such field
void api('/a', { context: { breaker: { name: 'search' } } })
// @ts-expect-error a fallback answers with a Response
void api('/a', { context: { breaker: { fallback: () => 'none' } } })
// @ts-expect-error `breaker` has its place in `context`
void api('/a', { breaker: false })

// @ts-expect-error the breakers go into the hooks, and those into ky
ky.extend(breakers)
// @ts-expect-error an instance is not the breakers
breakerHooks(ky)
// @ts-expect-error neither is one of their managers
breakerHooks(breakers.manager)
// @ts-expect-error nor nothing
breakerHooks()
