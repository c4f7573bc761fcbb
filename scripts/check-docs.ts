import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { listen } from './run.ts'
import { snippetsIn } from './snippets.ts'

/** Compiles each block of TypeScript in the documentation against the sources, strictly, as a program of its own. */
const folder = '.snippets'
const pages = globSync([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'packages/*/README.md',
  'docs/**/*.md',
])

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
const files = pages.flatMap(writeSnippets)
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ extends: '../tsconfig.json', include: [], files }))
if (files.length > 0 && !compiles()) process.exitCode = 1
console.log(`${files.length} blocks of TypeScript on ${pages.length} pages`)

function writeSnippets(page: string): string[] {
  try {
    return snippetsIn(readFileSync(page, 'utf8')).map(({ line, extension, code }) => {
      const file = `${page.replace(/\.md$/, '')}@${line}.${extension}`
      mkdirSync(dirname(`${folder}/${file}`), { recursive: true })
      // The export makes it a module, so that names of other blocks are not seen, and `await` may stand anywhere.
      writeFileSync(`${folder}/${file}`, `${code}\nexport {}\n`)
      return file
    })
  } catch (error) {
    console.error(`${page}, ${(error as Error).message}`)
    process.exitCode = 1
    return []
  }
}

function compiles(): boolean {
  const { succeeded, said } = listen('tsc', '--project', folder)
  if (!succeeded)
    console.error(said.replaceAll(/^\.snippets\/(.+?)@\d+\.tsx?\((\d+),(\d+)\)/gm, '$1.md:$2:$3'))
  return succeeded
}
