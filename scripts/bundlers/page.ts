/** What the built page tells of itself. */
export interface Report {
  /** The files of core that it runs on: `index.small.js`, … */
  readonly took: readonly string[]
  /** What an error says that it provokes. */
  readonly says: string
  /** Whether a call was made, a failing host was cut off, and core and its http entry know the same classes. */
  readonly works: boolean
}

const names = {
  '@recloser/core': ['CircuitBreaker', 'CircuitBreakerError'],
  '@recloser/core/browser': ['watchPage'],
  '@recloser/fetch': ['createHttpBreakers', 'wrapFetch'],
}

const body = `
async function tell() {
  let says = ''
  try { new CircuitBreaker('page', { jitter: 2 }) } catch (error) { says = error.message }
  const called = await new CircuitBreaker('page').call(async () => 'called')
  const breakers = createHttpBreakers({ hosts: { 'api.example.com': { failureThreshold: 1 } } })
  const api = wrapFetch(breakers, async () => new Response(null, { status: 503 }))
  await api('https://api.example.com/')
  const rejection = await api('https://api.example.com/').catch(error => error)
  const works = called === 'called' && rejection instanceof CircuitBreakerError && typeof watchPage(breakers.manager) === 'function'
  return { took: globalThis.took ?? [], says, works }
}
tell().then(report => { globalThis.report = report; console.log(JSON.stringify(report)) })
`

/** A page of its own that uses every entry of core, as an ES module. */
export const moduleOfPage: string =
  Object.entries(names)
    .map(([name, list]) => `import { ${list.join(', ')} } from '${name}'\n`)
    .join('') + body

/** The same in CommonJS. */
export const scriptOfPage: string =
  Object.entries(names)
    .map(([name, list]) => `const { ${list.join(', ')} } = require('${name}')\n`)
    .join('') + body

/** What every built file of core says when it is loaded, under its own name. */
export const markOf = (file: string): string => `\n;(globalThis.took ??= []).push('${file}')\n`
