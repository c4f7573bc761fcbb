import { parse } from 'yaml'

/** The fields of an installed package.json that the lockfile is compared with. */
export interface Manifest {
  name?: string
  version?: string
  optionalDependencies?: Record<string, string>
}

interface Lockfile {
  snapshots?: Record<string, { optionalDependencies?: Record<string, string> } | null>
}

/**
 * One sentence for each platform dependency that an installed package declares and the lockfile lacks. pnpm drops
 * those that its registry does not have at the time, without a word, and the install then breaks on that platform.
 */
export function lockfileGaps(lockfile: string, manifests: readonly Manifest[]): string[] {
  const { snapshots = {} } = parse(lockfile) as Lockfile
  const locked = new Map<string, Record<string, string>>()
  for (const [key, snapshot] of Object.entries(snapshots)) {
    // The key goes on with the peers in brackets; which they are makes no difference here.
    locked.set(key.replace(/\(.*/, ''), snapshot?.optionalDependencies ?? {})
  }
  return manifests.flatMap(({ name, version, optionalDependencies }) => {
    const held = locked.get(`${name}@${version}`)
    if (held === undefined) return []
    const missing = Object.keys(optionalDependencies ?? {}).filter(dependency => !(dependency in held))
    return missing.map(dependency => `${name}@${version} needs ${dependency}, which the lockfile lacks`)
  })
}

/** The lines that name a host. A lockfile with one of them installs from that host only. */
export function lockfileHosts(lockfile: string): string[] {
  return lockfile
    .split('\n')
    .flatMap((line, index) =>
      line.includes('://') ? [`pnpm-lock.yaml:${index + 1} names a host: ${line.trim()}`] : [],
    )
}
