import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

export const rulesPath: string = pathOf('prometheus/rules.yaml')
export const rulesTestPath: string = pathOf('prometheus/rules.test.yaml')

interface Variable {
  readonly name: string
}

interface Target {
  readonly expr: string
  readonly datasource: { readonly uid: string }
}

interface Panel {
  readonly title: string
  readonly datasource: { readonly uid: string }
  readonly targets: readonly Target[]
}

/** The parts of Grafana's Classic model that the tests look at. */
export interface Board {
  readonly id?: unknown
  readonly uid: string
  readonly schemaVersion: number
  readonly templating: { readonly list: readonly Variable[] }
  readonly panels: readonly Panel[]
}

export const readBoard = (): Board =>
  JSON.parse(readFileSync(pathOf('grafana/recloser.json'), 'utf8')) as Board

/** What a panel asks Prometheus once Grafana has put in its variables. */
export const asked = (expression: string): string =>
  expression
    .replaceAll(/\$(?:job|instance|breaker)\b/g, '.*')
    .replaceAll(/\$__rate_interval|\$__range/g, '1m')

/** What the alerts ask, without their thresholds and how long they wait. */
export const readRules = (): { alert: string; expr: string }[] => {
  const { groups } = parse(readFileSync(rulesPath, 'utf8')) as {
    groups: { rules: { alert: string; expr: string }[] }[]
  }
  return groups.flatMap(({ rules }) => rules)
}
