import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Whether this is Debian itself. Ubuntu's `chromium` is a stub for a snap, hence not what resembles it. */
export function isDebian(): boolean {
  const release = '/etc/os-release'
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'))
}

/** Installs a package where that takes no password and no question: as root on Debian. Says whether it did. */
export function installPackage(name: string): boolean {
  if (!isDebian() || process.getuid?.() !== 0) return false
  console.error(`${name} is missing: installing it with apt-get`)
  return apt('update') && apt('install', '--yes', '--no-install-recommends', name)
}

function apt(...words: string[]): boolean {
  const run = spawnSync('apt-get', ['--quiet=2', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return run.status === 0
}
