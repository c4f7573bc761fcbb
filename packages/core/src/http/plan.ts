import { type Clock, type ResolvedConfig, resolveConfig } from '@recloser/core'
import type { Rules } from './classify.ts'
import type { Fallback, HttpBreakersConfig, HttpHostConfig, HttpRouteConfig } from './config.ts'
import { Hosts } from './hosts.ts'
import { wrong } from './report.ts'
import { Routes } from './route.ts'
import { verdictTable } from './verdicts.ts'

/** The settings of one level, checked, with what the levels above say filled in. */
export interface Plan extends Rules {
  readonly config: ResolvedConfig
  readonly fallback: Fallback | undefined
  /** Present where somebody wants to know how long an attempt takes. */
  readonly clock: Clock | undefined
}

export interface HostPlan extends Plan {
  readonly routes?: Routes<Plan>
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
    throw wrong('abortTimeoutMs', 'milliseconds > 0, or false', abortTimeoutMs)
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

const hostPlanOf = ({ routes: declared = {}, ...own }: HttpHostConfig, defaults: Plan): HostPlan => {
  const plan = planOf(own, defaults)
  const routes = new Routes<Plan>()
  forEach('routes', declared, (route, label, template) => {
    routes.add(
      template,
      label,
      within(label, route, () => planOf(route, plan)),
    )
  })
  // Most hosts have none, and then need no path.
  return Object.keys(declared).length > 0 ? { ...plan, routes } : plan
}

const forEach = <Own>(
  field: string,
  declared: Readonly<Record<string, Own>>,
  visit: (own: Own, label: string, name: string) => void,
): void => {
  checkObject(field, declared)
  for (const [name, own] of Object.entries(declared)) visit(own, `${field}[${JSON.stringify(name)}]`, name)
}

/** Tells in the error where in the settings it went wrong. */
const within = <Made>(label: string, own: unknown, make: () => Made): Made => {
  checkObject(label, own)
  try {
    return make()
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${label}.${error.message}`) : error
  }
}

/** @throws RangeError naming the field */
export const checkObject = (field: string, value: unknown): void => {
  if (typeof value !== 'object' || value === null) throw wrong(field, 'an object', value)
}

/** @throws RangeError naming the field */
export const checkFunctions = (values: Readonly<Record<string, unknown>>): void => {
  for (const [field, value] of Object.entries(values)) {
    if (value !== undefined && typeof value !== 'function') throw wrong(field, 'a function', value)
  }
}
