import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { packed } from './packed.ts'
import { run } from './run.ts'

/**
 * Declares what a user's library may export of an adapter, where pnpm lets it see that adapter and not the core below. A type
 * that the adapter does not export cannot be named there: TS2742, TS2883.
 */
const own: Record<string, string> = {
  fetch: `import { installFetch, withHeadersTimeout, wrapFetch } from '@recloser/fetch'
export const api = wrapFetch(breakers)
export const timed = withHeadersTimeout(1_000)
export const install = installFetch`,
  axios: `import { breakerInterceptor, installBreakers } from '@recloser/axios'
export const interceptor = breakerInterceptor(breakers)
export const install = installBreakers`,
  ky: `import { breakerHooks } from '@recloser/ky'
export const hooks = breakerHooks(breakers)
export const install = breakerHooks`,
}

const programOf = (
  adapter: string,
): string => `import { createHttpBreakers, isCircuitBreakerError } from '@recloser/${adapter}'
export const breakers = createHttpBreakers()
export const { manager, breakerFor, guard } = breakers
export const breaker = breakerFor('https://api.example.com/')
export const others = [...manager]
export const system = manager.getSystemStatus()
export const managed = { on: manager.on, get: manager.get, made: manager.getOrCreate, open: manager.getOpenBreakers }
export const undo = manager.on('transition', transition => transition)
if (breaker === undefined) throw new Error('there is none')
export const { name, config, state, retryAfterMs } = breaker
export const status = breaker.getStatus()
export const { metrics, lastTransition, reason } = status
export const listed = { json: status.toJSON(), result: status.toValidationResult() }
export const permit = breaker.acquire()
export const rejection = breaker.rejection()
export const told = { on: breaker.on, onTrip: breaker.onTrip, settle: breaker.settle, force: breaker.forceOpen }
export const isRejection = isCircuitBreakerError
export const settings = (given: Parameters<typeof createHttpBreakers>[0]) => given
${own[adapter]}
`

for (const adapter of Object.keys(own)) {
  // Elsewhere, since every folder of this workspace sees the core.
  const folder = mkdtempSync(join(tmpdir(), 'recloser-names-'))
  // As pnpm lays it out: each package in the store, with links beside it to what it depends on, and a link to the adapter alone.
  const placeOf = (name: string) => `${folder}/node_modules/.pnpm/@recloser+${name}/node_modules`
  for (const name of ['core', adapter]) {
    cpSync(`${packed}/node_modules/@recloser/${name}`, `${placeOf(name)}/@recloser/${name}`, {
      recursive: true,
    })
  }
  symlinkSync(`${placeOf('core')}/@recloser/core`, `${placeOf(adapter)}/@recloser/core`, 'dir')
  mkdirSync(`${folder}/node_modules/@recloser`)
  symlinkSync(
    `${placeOf(adapter)}/@recloser/${adapter}`,
    `${folder}/node_modules/@recloser/${adapter}`,
    'dir',
  )
  if (adapter !== 'fetch') {
    for (const place of [placeOf(adapter), `${folder}/node_modules`]) {
      symlinkSync(resolve('node_modules', adapter), `${place}/${adapter}`, 'dir')
    }
  }
  writeFileSync(
    `${folder}/package.json`,
    JSON.stringify({ type: 'module', dependencies: { [`@recloser/${adapter}`]: '*' } }),
  )
  writeFileSync(`${folder}/index.ts`, programOf(adapter))
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    declaration: true,
    outDir: 'dist',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  }
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['index.ts'] }))
  for (const compiler of ['tsc', 'packages/core/node_modules/.bin/tsc6']) {
    if (!run(compiler, '--project', `${folder}/tsconfig.json`)) process.exitCode = 1
    console.log(`${compiler}: what a library may export of @recloser/${adapter} has names`)
  }
  rmSync(folder, { recursive: true })
}
