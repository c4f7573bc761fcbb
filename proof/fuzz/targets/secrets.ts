import { createHttpBreakers, routes } from '@recloser/core/http'
import { isCircuitBreakerError, wrapFetch } from '@recloser/fetch'
import fc from 'fast-check'
import { documented, documentedRejection } from '../documented.ts'
import { hostileUrl, SECRET } from '../hostile/url.ts'
import { must, type Target, target } from '../target.ts'

const hosts = {
  'api.example.com': { routes: routes({ 'GET /users/:id': {}, '/files/*': {} }) },
  '*.example': { routes: routes({ '/': {} }) },
}

/** Where the secret is a part of the host, as in `https://s3cr3t`, it was none. */
const isInHost = (url: string): boolean => URL.canParse(url) && new URL(url).host.includes(SECRET)

/** An outage, told by every means there is: user info, query and fragment are nowhere in what is told. */
export const secrets: Target = target(
  'URL -> telemetry',
  'no user info, query or fragment stands in a name, event, status, rejection or report',
  fc.array(hostileUrl, { minLength: 1, maxLength: 3 }),
  async addresses => {
    const breakers = createHttpBreakers({ failureThreshold: 1, hosts })
    const told: unknown[] = []
    for (const type of ['transition', 'rejected', 'settled'] as const) {
      breakers.manager.on(type, event => told.push(event))
    }
    const send = wrapFetch(breakers, async () => new Response(null, { status: 503 }))
    for (const url of addresses.filter(address => !isInHost(address))) {
      // Another spelling may have tripped it before.
      await documentedRejection(send(url))
      const call = documented('a guarded call that throws at once', () => send(url))
      const error = await call?.catch((thrown: unknown) => thrown)
      if (isCircuitBreakerError(error)) told.push(Object.entries(error), error.message, error.stack)
    }
    told.push(breakers.manager.getSystemStatus())
    must(!JSON.stringify(told).includes(SECRET), 'no secret is told', told)
  },
)
