import { _wrong, type Clock, type Outcome, type ResolvedConfig, resolveConfig } from '@recloser/core'
import { DEV } from '../words.ts'
import type { Attribution } from './booking.ts'
import type { Rules } from './classify.ts'
import type { Fallback, HttpBreakersConfig, HttpHostConfig, HttpRouteConfig } from './config.ts'
import type { HttpExchange } from './exchange.ts'
import { Hosts } from './hosts.ts'
import { verdictTable } from './verdicts.ts'

/** The settings of one level, checked, with what the levels above say filled in. */
export interface Plan extends Rules {
  readonly config: ResolvedConfig
  readonly fallback: Fallback | undefined
  /** Present where somebody wants to know how long an attempt takes. */
  readonly clock: Clock | undefined
}

export interface HostPlan extends Plan {
  readonly _routes?: HostRoutes | undefined
}

/** The declared routes of one host. */
export interface HostRoutes {
  /** The route of a request. */
  readonly _find: (method: string, url: string, site: Place) => Routed | undefined
  /** The settings of the breaker of this name. */
  readonly _planOf: (name: string, host: string, method: string, path: string) => Plan | undefined
}

/** A host, and what stands before the path of its URLs. */
interface Place {
  readonly host: string
  readonly origin: string
}

/** What a request to a declared route needs beside the breaker of its host. */
export interface Routed {
  /** Of its breaker: `GET api.example.com/users/:id`. */
  readonly name: string
  readonly plan: Plan
  readonly attribute: (exchange: HttpExchange, outcome: Outcome) => Attribution
}

/** @throws RangeError naming the field */
export const planOf = (own: HttpRouteConfig, over?: Plan): Plan => {
  const {
    verdicts = {},
    classify = over?.classify,
    waitMs = over?.waitMs,
    abortTimeoutMs = over?.abortTimeoutMs ?? false,
    fallback = over?.fallback,
    ...fields
  } = own
  checkObject('verdicts', verdicts)
  checkFunctions({ classify, waitMs, fallback })
  if (abortTimeoutMs !== false && !(Number.isFinite(abortTimeoutMs) && abortTimeoutMs > 0))
    throw _wrong('abortTimeoutMs', DEV && 'milliseconds > 0, or false', abortTimeoutMs)
  const config = resolveConfig(fields, over?.config)
  const isTimed =
    classify || waitMs || abortTimeoutMs || config.measureDurations || config.slowCallMs !== false
  return {
    config,
    verdicts: verdictTable(verdicts, over?.verdicts),
    classify,
    waitMs,
    abortTimeoutMs,
    fallback,
    clock: isTimed ? config.clock : undefined,
  }
}

/** @throws RangeError naming the host, and the route or field */
export const hostsOf = (declared: HttpBreakersConfig['hosts'] = {}, defaults: Plan): Hosts<HostPlan> => {
  const hosts = new Hosts<HostPlan>(defaults)
  forEach('hosts', declared, (own, label, name) => {
    hosts.add(name, label, own === false ? undefined : within(label, own, () => hostPlanOf(own, defaults)))
  })
  return hosts
}

const hostPlanOf = ({ routes, ...own }: HttpHostConfig, defaults: Plan): HostPlan => {
  const plan = planOf(own, defaults)
  if (routes === undefined) return plan
  if (typeof (routes as Partial<typeof routes> | null)?._below !== 'function')
    throw _wrong('routes', DEV && 'made by routes({ … })', routes)
  // Its own type is not known where the settings are declared, or the two files would import each other.
  return { ...plan, _routes: (routes._below as (over: Plan) => HostRoutes)(plan) }
}

/** Goes through what was declared, with what an error should call each. */
export const forEach = <Own>(
  field: string,
  declared: Readonly<Record<string, Own>>,
  visit: (own: Own, label: string, name: string) => void,
): void => {
  checkObject(field, declared)
  for (const [name, own] of Object.entries(declared)) visit(own, `${field}[${JSON.stringify(name)}]`, name)
}

/** Tells in the error where in the settings it went wrong. */
export const within = <Made>(label: string, own: unknown, make: () => Made): Made => {
  checkObject(label, own)
  try {
    return make()
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${label}.${error.message}`) : error
  }
}

/** @throws RangeError naming the field */
export const checkObject = (field: string, value: unknown): void => {
  if (typeof value !== 'object' || value === null) throw _wrong(field, DEV && 'an object', value)
}

/** @throws RangeError naming the field */
export const checkFunctions = (values: Readonly<Record<string, unknown>>): void => {
  for (const [field, value] of Object.entries(values)) {
    if (value !== undefined && typeof value !== 'function') throw _wrong(field, DEV && 'a function', value)
  }
}
