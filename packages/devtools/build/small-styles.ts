import { readFile } from 'node:fs/promises'
import { type Plugin, transform } from 'esbuild'

/** Minifies the style sheets, which stand in template literals: a bundler of users would leave them as they are. */
export const smallStyles: Plugin = {
  name: 'small-styles',
  setup(build) {
    build.onLoad({ filter: /src[\\/]panel[\\/](?:tokens|[a-z]+-styles)\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const [before = '', sheet = '', after = ''] = source.split('`')
      const { code } = await transform(sheet, { loader: 'css', minify: true, target: 'chrome123' })
      return { contents: `${before}\`${code.trim()}\`${after}`, loader: 'ts' }
    })
  },
}
