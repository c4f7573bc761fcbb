import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'

/** What a user writes, and how many bytes of it may arrive in a page. */
export interface Budget {
  /** The imports to measure; from the root of the workspace, on the built packages. */
  code: string
  /** Packages that are not counted: their subpaths are not either. */
  external?: string[]
  maxBytes: number
  /** What it should come to one day; the budget may only go down until then. */
  targetBytes?: number
  /** Where a text tells users the size, and in what words: `{kB}` stands for the figure. */
  claims?: Record<string, string>
}

/** How many bytes the code and all that it draws in come to, bundled, minified and compressed. */
export async function measure({ code, external = [] }: Pick<Budget, 'code' | 'external'>): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external,
  })
  return outputFiles.reduce((sum, { contents }) => sum + brotliCompressSync(contents).length, 0)
}

/** The claim as it would have to be, where the text does not say so; line breaks do not matter. */
export function drift(text: string, claim: string, bytes: number): string | undefined {
  const sentence = claim.replace('{kB}', (bytes / 1_000).toFixed(1))
  return text.replaceAll(/\s+/g, ' ').includes(sentence) ? undefined : sentence
}
