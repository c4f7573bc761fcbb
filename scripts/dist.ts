import { build } from 'esbuild'
import { parseSync, Visitor } from 'oxc-parser'

/** One sentence for each static block of a built file: React Native's bundler refuses them, and no bundler drops them. */
export function staticBlocksIn(path: string, source: string): string[] {
  const found: string[] = []
  new Visitor({
    StaticBlock: ({ start }) => {
      found.push(`${path}:${source.slice(0, start).split('\n').length}: a static block`)
    },
  }).visit(parseSync(path, source).program)
  return found
}

/** What a rejection says, in logs that have no more than the message: it stays in the small build, but for why there is no wait. */
const ALLOWED = /^(Circuit breaker "|, retry in )/

/** One sentence for each text of two words or more in a built file: the small build holds none. */
export function sentencesIn(path: string, source: string): string[] {
  const found: string[] = []
  const add = (text: string, start: number): void => {
    if (!/[a-z]+,? [a-z]+/i.test(text) || ALLOWED.test(text)) return
    found.push(`${path}:${source.slice(0, start).split('\n').length}: "${text.trim()}"`)
  }
  new Visitor({
    Literal: ({ value, start }) => {
      if (typeof value === 'string') add(value, start)
    },
    TemplateLiteral: ({ quasis, start }) => add(quasis.map(({ value }) => value.raw).join('…'), start),
  }).visit(parseSync(path, source).program)
  return found
}

/** What a bundler must keep of a module from which nothing is imported, though its package may say that there is nothing. */
export async function effectsOf(path: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import ${JSON.stringify(path)}`, resolveDir: process.cwd() },
    bundle: true,
    minifySyntax: true,
    format: 'esm',
    target: 'es2022',
    // Of ours all is looked at: what an adapter re-exports of core can only be left out where both are bundled.
    external: ['axios', 'ky', 'react', 'react-dom', 'lit', 'lit/*', 'uplot', 'uplot/*', 'node:*'],
    write: false,
    plugins: [
      {
        name: 'believe-no-manifest',
        setup({ onResolve }) {
          // The file itself; what it imports is resolved as ever.
          onResolve({ filter: /./ }, ({ importer }) =>
            importer === '<stdin>' ? { path, sideEffects: true } : null,
          )
        },
      },
    ],
  })
  const kept = outputFiles.map(({ text }) => text).join('')
  // An import of another package is that package's affair.
  return kept.replaceAll(/^\/\/.*$|^import [^;]*;$/gm, '').trim()
}
