import { type Circuit, CircuitManager } from '@recloser/core'
import { DEV } from '../words.ts'
import type { HttpBreakersConfig, RequestBreaker } from './config.ts'
import type { HttpRequest } from './exchange.ts'
import { guard, type HttpTransport } from './guard.ts'
import { configByName, passagesOf } from './passage.ts'
import { checkFunctions, checkObject, hostsOf, planOf } from './plan.ts'
import type { Circle } from './under-way.ts'

/** The breakers of all hosts and routes: one object may serve several clients at once. */
export interface HttpBreakers {
  /** Lists, watches and controls them. */
  readonly manager: CircuitManager
  /**
   * The breaker that a request would pass through, made if need be: of a declared route its own (the host's then stands in
   * the manager under the host's name), else the host's. `undefined` when it would pass by unguarded.
   *
   * @param method @default 'GET'
   */
  breakerFor(url: string | URL, method?: string): Circuit | undefined
  /** For adapters: sends one attempt through the breakers of its host and route. Throws nothing, but rejects. */
  guard<Call, Sent>(
    transport: HttpTransport<Call, Sent>,
    call: Call,
    request: HttpRequest,
    options?: RequestBreaker,
  ): Promise<Sent>
}

/**
 * Makes the breakers for HTTP clients from defaults, hosts and routes. They come to life with the first request.
 *
 * @throws RangeError naming the host or route, the field, the rule and the value
 */
export const createHttpBreakers = (config: HttpBreakersConfig = {}): HttpBreakers => {
  checkObject('configuration', config)
  const { hosts, keyOf, maxBreakers, ...fields } = config
  checkFunctions({ keyOf })
  const defaults = planOf(fields)
  const plans = hostsOf(hosts, defaults)
  const configOf = configByName(plans)
  const manager = new CircuitManager({ defaults: defaults.config, configOf, maxBreakers })
  const passageOf = passagesOf(manager, plans, defaults, keyOf)
  const circle: Circle = { _find: passageOf, _guards: 0, _booked: new WeakMap(), _hidden: undefined }
  const breakers: HttpBreakers & Counted = {
    manager,
    breakerFor(url, method = 'GET') {
      const passage = passageOf({ client: 'fetch', method, url: String(url) })
      return passage?.route()
    },
    guard: (transport, call, request, options) => guard(circle, transport, call, request, options),
    _circle: circle,
  }
  return breakers
}

/** What `assertBreakers` counts, for the breakers of this copy of the package. */
interface Counted {
  readonly _circle?: Circle
}

/**
 * For adapters, once for each guard that they install: refuses what did not come from `createHttpBreakers`, such as the client handed over in its place.
 *
 * @throws TypeError
 */
export function assertBreakers(breakers: unknown): asserts breakers is HttpBreakers {
  if (typeof (breakers as Partial<HttpBreakers> | null | undefined)?.guard !== 'function') {
    throw new TypeError(DEV ? 'breakers must come from createHttpBreakers' : 'breakers')
  }
  const { _circle } = breakers as Counted
  if (_circle) _circle._guards += 1
}
