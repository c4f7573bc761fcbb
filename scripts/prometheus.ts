import { existsSync } from 'node:fs'
import { installPackage, isDebian } from './debian.ts'

/** Where Prometheus and its `promtool` are. */
export interface Prometheus {
  readonly server: string
  readonly promtool: string
}

const folders = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/**
 * The programs that scrape the metrics and check the alerts: in the folder that `PROMETHEUS_PATH` names, else where systems
 * install them. An empty `PROMETHEUS_PATH` is for seeing what happens where there are none.
 * @throws Error when the folder that `PROMETHEUS_PATH` names does not hold both.
 */
export function findPrometheus(): Prometheus | undefined {
  const named = process.env['PROMETHEUS_PATH']
  if (named === '') return undefined
  const found = (named === undefined ? folders : [named])
    .map(folder => ({ server: `${folder}/prometheus`, promtool: `${folder}/promtool` }))
    .find(({ server, promtool }) => existsSync(server) && existsSync(promtool))
  if (named !== undefined && found === undefined)
    throw new Error(`PROMETHEUS_PATH names a folder without prometheus and promtool: ${named}`)
  return found
}

/** What to type to have the tests of the metrics run. */
export function prometheusCommand(): string {
  return isDebian() ? 'sudo apt-get install prometheus' : 'brew install prometheus'
}

/** Installs Prometheus where that takes no password and no question. Says whether it did. */
export function installPrometheus(): boolean {
  return process.env['PROMETHEUS_PATH'] === undefined && installPackage('prometheus')
}
