import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import * as vite from 'vite'

/** What a user writes, and how many bytes of it may arrive in a page. */
export interface Budget {
  /** The program to measure; from the root of the workspace, on the built packages. */
  code: string
  /** Packages that are not counted: their subpaths are not either. */
  external?: string[]
  maxBytes: number
  /** What it should come to one day; the budget may only go down until then. */
  targetBytes?: number
  /** Where a text tells users the size, and in what words: `{kB}` stands for the figure. */
  claims?: Record<string, string>
}

type Program = Pick<Budget, 'code' | 'external'>

/**
 * How many bytes the code and all that it draws in come to in a page in production, bundled and minified by esbuild and
 * compressed.
 */
export async function measure({ code, external = [] }: Program): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    platform: 'browser',
    conditions: ['production', 'module'],
    format: 'esm',
    target: 'es2022',
    write: false,
    external,
  })
  return outputFiles.reduce((sum, { contents }) => sum + brotliCompressSync(contents).length, 0)
}

/** The same as Vite builds it when nothing is configured. */
export async function measureInVite({ code, external = [] }: Program): Promise<number> {
  const entry = resolve('measured.js')
  const built = await vite.build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'measured-code',
        enforce: 'pre',
        resolveId: id => (id === entry ? id : undefined),
        load: id => (id === entry ? code : undefined),
      },
    ],
    build: {
      write: false,
      // Both belong to a page and not to the code: the first keeps what the code exports, the second is a script of Vite's.
      rolldownOptions: { input: entry, preserveEntrySignatures: 'strict', external: isOneOf(external) },
      modulePreload: false,
    },
  })
  const outputs = [built].flat().flatMap(one => ('output' in one ? one.output : []))
  return outputs.reduce(
    (sum, output) => sum + (output.type === 'chunk' ? brotliCompressSync(output.code).length : 0),
    0,
  )
}

const isOneOf =
  (external: readonly string[]) =>
  (id: string): boolean =>
    external.some(name => id === name || id.startsWith(name.endsWith('*') ? name.slice(0, -1) : `${name}/`))

/** The claim as it would have to be, where the text does not say so; line breaks do not matter. */
export function drift(text: string, claim: string, bytes: number): string | undefined {
  const sentence = claim.replace('{kB}', (bytes / 1_000).toFixed(1))
  return text.replaceAll(/\s+/g, ' ').includes(sentence) ? undefined : sentence
}
