import { appendFileSync, cpSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { largeTools } from './bundlers/large-tools.ts'
import { markOf, moduleOfPage, type Report, scriptOfPage } from './bundlers/page.ts'
import { smallTools } from './bundlers/small-tools.ts'
import type { Tool } from './bundlers/tool.ts'
import { packed, packedManifests } from './packed.ts'

/**
 * Has each bundler build a page on the packed tarballs, runs the page, and says which file of core it got. Every built
 * file of core in a copy of the tarballs tells its name when it is loaded. `--all` installs Parcel and Metro too.
 */
if (packedManifests().length === 0) throw new Error('Nothing is packed: run pnpm run pack:all first')
const folder = `${packed}/bundlers`
rmSync(folder, { recursive: true, force: true })
cpSync(`${packed}/node_modules/@recloser`, `${folder}/node_modules/@recloser`, { recursive: true })
for (const file of globSync(`${folder}/node_modules/@recloser/core/dist/*.{js,cjs}`)) {
  appendFileSync(file, markOf(basename(file)))
}
writeFileSync(`${folder}/page.mjs`, moduleOfPage)
writeFileSync(`${folder}/page.cjs`, scriptOfPage)
writeFileSync(`${folder}/package.json`, '{ "private": true }\n')

const large = process.argv.includes('--all') ? largeTools(`${packed}/tools`) : []
for (const tool of [...smallTools, ...large]) {
  // Vite and webpack leave behind for which mode they built, and plugins of others read it.
  delete process.env['NODE_ENV']
  const wrong = await tool.run(folder).then(
    report => faultIn(tool, report),
    (error: unknown) => String(error),
  )
  console.log(`${wrong === undefined ? 'ok    ' : 'FAILED'} ${tool.name}: index${tool.takes}`)
  if (wrong === undefined) continue
  console.log(`       ${wrong}`)
  process.exitCode = 1
}

function faultIn({ takes }: Tool, { took, works, says }: Report): string | undefined {
  const expected = ['browser', 'http', 'index'].map(entry => entry + takes)
  const actual = took.toSorted()
  if (actual.join() !== expected.join()) return `it took ${actual.join(', ') || 'no file'}`
  return works ? undefined : `the page does not work; an error says "${says}"`
}
