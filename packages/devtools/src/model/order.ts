import type { CircuitState } from '@recloser/core'
import type { BreakerView } from '../source/panel-source.ts'

/** Which breakers the list shows. */
export type Filter = 'all' | 'trouble' | CircuitState

export interface ListRow {
  readonly view: BreakerView
  /** What stands in the list: of a route under its host, only method and path. */
  readonly label: string
  readonly isUnderHost: boolean
}

const CALM = 3

/** How urgent a breaker is, 0 the most. */
const rankOf = ({ state, failureRate, failureRateThreshold, failureCount }: BreakerView): number => {
  if (state === 'open') return 0
  if (state === 'half-open') return 1
  const isShaky = failureRateThreshold === false ? failureCount > 0 : failureRate > failureRateThreshold / 2
  return isShaky ? 2 : CALM
}

const ROUTE = /^(?:([A-Z]+) )?([^\s/]+)(\/.*)$/

/** The host of a route, `GET api.example.com/users/:id`; any other name is its own. */
export const hostOf = (name: string): string => ROUTE.exec(name)?.[2] ?? name

/** The rows of the list: first what is in trouble, the worst on top; then the others, routes under their host. */
export const rowsOf = (breakers: readonly BreakerView[], search: string, filter: Filter): ListRow[] => {
  const wanted = search.trim().toLowerCase()
  const shown = breakers.filter(view => isShown(view, filter) && view.name.toLowerCase().includes(wanted))
  const troubled = shown
    .filter(view => rankOf(view) < CALM)
    .sort((one, other) => rankOf(one) - rankOf(other) || byHost(one, other))
    .map(view => ({ view, label: view.name, isUnderHost: false }))
  return [...troubled, ...calmRows(shown.filter(view => rankOf(view) === CALM))]
}

const calmRows = (breakers: readonly BreakerView[]): ListRow[] => {
  const names = new Set(breakers.map(({ name }) => name))
  return [...breakers].sort(byHost).map(view => {
    const { name } = view
    const host = hostOf(name)
    const isUnderHost = host !== name && names.has(host)
    return { view, label: isUnderHost ? name.replace(host, '') : name, isUnderHost }
  })
}

/** By host; the host itself before its routes. */
const byHost = ({ name: one }: BreakerView, { name: other }: BreakerView): number => {
  const [host, otherHost] = [hostOf(one), hostOf(other)]
  return compare(host, otherHost) || Number(one !== host) - Number(other !== otherHost) || compare(one, other)
}

const isShown = (view: BreakerView, filter: Filter): boolean =>
  filter === 'all' || (filter === 'trouble' ? rankOf(view) < CALM : view.state === filter)

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** How many breakers each filter shows. */
export const tallyOf = (breakers: readonly BreakerView[]): Record<Filter, number> => {
  const tally = { all: breakers.length, trouble: 0, closed: 0, open: 0, 'half-open': 0 }
  for (const view of breakers) {
    tally[view.state] += 1
    if (rankOf(view) < CALM) tally.trouble += 1
  }
  return tally
}
