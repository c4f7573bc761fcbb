import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { apt, isDebian } from './debian.ts'

/** Without these Chromium makes connections of its own at each start, which fail where there is no network. */
export const chromiumArguments: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The program that the browser tests start: `CHROMIUM_PATH`, else one where systems or Playwright install it.
 * An empty `CHROMIUM_PATH` is for seeing what happens where there is none.
 * @throws Error when `CHROMIUM_PATH` names no file.
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named === '') return undefined
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`)
  if (named !== undefined) return named
  return [...places, chromium.executablePath()].find(place => existsSync(place))
}

/** What to type to have the browser tests run. */
export function installCommand(): string {
  return isDebian() ? 'sudo apt-get install chromium' : 'npx playwright install chromium'
}

/** Installs Chromium where that takes no password and no question: as root on Debian. Says whether it did. */
export function installChromium(): boolean {
  if (process.env['CHROMIUM_PATH'] !== undefined || !isDebian() || process.getuid?.() !== 0) return false
  console.error('Chromium is missing: installing it with apt-get')
  return apt('update') && apt('install', '--yes', '--no-install-recommends', 'chromium')
}
