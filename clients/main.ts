import { readFileSync } from 'node:fs'
import {
  createHttpBreakers,
  type HttpBreakersConfig,
  withHeadersTimeout,
  wrapFetch,
} from '../packages/fetch/src/index.ts'
import { hangingHost } from './host.ts'
import { type Sdk, sdks } from './sdks.ts'

const CALLS = 12
const ALLOWED = 5
/** Of the SDKs: short, so that the run is. What the settings name is shorter still. */
const TIMEOUT_MS = 800
const SHORTER_MS = 250
/** More would keep each other from connecting in time. */
const AT_ONCE = 3

/** The lines that the guide names, and what every SDK does without one. */
const ways: Record<string, { config?: HttpBreakersConfig; headersTimeoutMs?: number }> = {
  'by itself': {},
  withHeadersTimeout: { headersTimeoutMs: SHORTER_MS },
  abortTimeoutMs: { config: { abortTimeoutMs: SHORTER_MS } },
}

/** How many of the calls came to a host that hangs. */
const reached = async (
  { connect }: Sdk,
  { config, headersTimeoutMs }: (typeof ways)[string],
): Promise<number> => {
  const host = await hangingHost()
  const breakers = createHttpBreakers(config)
  const fetch = wrapFetch(
    breakers,
    headersTimeoutMs === undefined ? undefined : withHeadersTimeout(headersTimeoutMs),
  )
  const call = connect(fetch as typeof globalThis.fetch, host.url, TIMEOUT_MS)
  for (let sent = 0; sent < CALLS; sent++) await call().catch(() => {})
  host.close()
  return host.hits
}

const versionOf = ({ package: name }: Sdk): string =>
  name === 'node'
    ? process.versions.node
    : (
        JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
          version: string
        }
      ).version

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}: of ${CALLS} calls to a host that hangs reach it\n`,
)
console.log(`| SDK | version | ${Object.keys(ways).join(' | ')} |`)
console.log(
  `|---|---|${Object.keys(ways)
    .map(() => '--:')
    .join('|')}|`,
)
const rows: { sdk: Sdk; hits: number[] }[] = []
for (let from = 0; from < sdks.length; from += AT_ONCE) {
  const some = sdks.slice(from, from + AT_ONCE)
  rows.push(
    ...(await Promise.all(
      some.map(async sdk => ({
        sdk,
        hits: await Promise.all(Object.values(ways).map(way => reached(sdk, way))),
      })),
    )),
  )
}
for (const { sdk, hits } of rows) console.log(`| ${sdk.name} | ${versionOf(sdk)} | ${hits.join(' | ')} |`)
const isWrong = rows.some(({ hits: [, ...documented] }) =>
  documented.some(count => count > ALLOWED || count === 0),
)
console.log(`\n${isWrong ? 'FAILED: more' : 'With either line no more'} than ${ALLOWED} of ${CALLS} reach it`)
process.exit(isWrong ? 1 : 0)
