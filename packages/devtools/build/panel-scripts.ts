import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { smallStyles } from './small-styles.ts'

let scripts: Promise<Readonly<Record<string, string>>> | undefined

/**
 * The scripts of the dashboard's page, by file name. On the sources they are bundled when first asked for; a published
 * package has them in place of this module, see tsup.config.ts.
 */
export const panelScripts = (): Promise<Readonly<Record<string, string>>> => {
  scripts ??= bundle()
  return scripts
}

const bundle = async (): Promise<Readonly<Record<string, string>>> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/page/page.ts', import.meta.url))],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@recloser/source'],
    legalComments: 'none',
    outdir: 'out',
    write: false,
    plugins: [smallStyles],
  })
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ''), text]))
}
