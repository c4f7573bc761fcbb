import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { effectsOf, sentencesIn, staticBlocksIn } from './dist.ts'

/** Checks what is built for pages, and not for servers: no static block, nothing done by an import alone, no sentence in the small files. */
const pages = '{axios,core,devtools,fetch,ky,react}'
const files = globSync(`packages/${pages}/dist/*.{js,cjs}`, { exclude: ['**/chunk-*'] }).toSorted()
const wrong: string[] = []
for (const file of files) {
  const path = file.replaceAll('\\', '/')
  const source = readFileSync(path, 'utf8')
  wrong.push(...staticBlocksIn(path, source))
  // The ES modules have the same texts and calls.
  if (path.endsWith('.cjs')) continue
  if (path.endsWith('.small.js')) wrong.push(...sentencesIn(path, source))
  const kept = (await effectsOf(resolve(path))).replaceAll(/\s+/g, ' ')
  if (kept !== '')
    wrong.push(`${path}: an import of nothing keeps ${kept.length} characters: ${kept.slice(0, 200)}`)
}
for (const sentence of wrong) console.error(sentence)
if (files.length === 0) console.error('Nothing is built: run pnpm run build first')
process.exitCode = wrong.length > 0 || files.length === 0 ? 1 : 0
