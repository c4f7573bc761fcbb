import { readFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform } from 'node:os'

/** Where and of what it was measured. No name of a host, no path. */
export interface Machine {
  readonly date: string
  readonly processor: string
  readonly cores: number
  readonly system: string
  readonly node: string
  /** How busy the machine was, by its load average when the run began. */
  readonly load: number
  readonly versions: Readonly<Record<string, string>>
}

const NAMES = ['axios', 'cockatiel', 'ky', 'mollitia', 'opossum', 'regexparam', 'rou3']

export const describeMachine = (): Machine => {
  const { devDependencies } = manifest()
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    system: `${platform()} ${arch()}`,
    node: process.version,
    load: loadavg()[0] ?? Number.NaN,
    versions: Object.fromEntries(NAMES.map(name => [name, devDependencies[name] ?? 'unknown'])),
  }
}

/** Pinned to the version there, so that it says what was measured. */
const manifest = () =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>
  }
