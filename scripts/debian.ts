import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Runs apt-get without a question, as root. Says whether it succeeded. */
export function apt(...words: string[]): boolean {
  const run = spawnSync('apt-get', ['--quiet=2', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return run.status === 0
}

/** Debian itself and not what resembles it: Ubuntu's `chromium`, for one, is a stub for a snap. */
export function isDebian(): boolean {
  const release = '/etc/os-release'
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'))
}
