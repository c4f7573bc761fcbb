import { writeFileSync } from 'node:fs'
import { packed, packedEntries } from './packed.ts'
import { run } from './run.ts'

/** Compiles a user's project against the packed types, their declaration files included, as ESM and as CommonJS. */
const entries = packedEntries()
const program = (names: string[]): string =>
  names.map((name, index) => `export * as entry${index} from '${name}'\n`).join('')

/** What only a page loads, or what comes with types that only a page knows. */
const forPages = /^@recloser\/(?:testing|devtools(?:\/production|\/tanstack)?)$/

/** A page knows the DOM; a service knows Node, and need not have the DOM's types, without which msw's do not compile. */
const projects = {
  page: { names: entries.filter(name => !name.endsWith('/server')), lib: ['es2022', 'dom'], types: [] },
  service: { names: entries.filter(name => !forPages.test(name)), lib: ['es2022'], types: ['node'] },
}

for (const [name, { names, lib, types }] of Object.entries(projects)) {
  const files = [`${name}.mts`, `${name}.cts`]
  for (const file of files) writeFileSync(`${packed}/${file}`, program(names))
  const compilerOptions = { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, lib, types }
  writeFileSync(`${packed}/tsconfig.${name}.json`, JSON.stringify({ compilerOptions, files }))
  for (const compiler of ['tsc', 'packages/core/node_modules/.bin/tsc6']) {
    if (!run(compiler, '--project', `${packed}/tsconfig.${name}.json`)) process.exitCode = 1
    console.log(`${compiler}: ${name}, ${names.length} entries as ESM and CommonJS`)
  }
}
