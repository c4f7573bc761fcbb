import type { Plugin } from 'esbuild'
import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'
import { panelScripts } from './build/panel-scripts.ts'
import { smallStyles } from './build/small-styles.ts'

/** Puts the bundled scripts of the page in place of the module that bundles them. */
const withScripts: Plugin = {
  name: 'panel-scripts',
  setup(build) {
    build.onLoad({ filter: /build[\\/]panel-scripts\.ts$/ }, async () => ({
      contents: `const scripts = ${JSON.stringify(await panelScripts())}\nexport const panelScripts = async () => scripts`,
      loader: 'js',
    }))
  },
}

// The panel is loaded by its own name, so that a bundler can leave it out.
const external = ['@recloser/devtools/production']

const production = { ...entry('production', 'src/production/index.ts'), esbuildPlugins: [smallStyles] }

export default defineConfig([
  { ...entry('index', 'src/development/index.ts'), external },
  // As modules, the detail is a file of its own, which a page loads when it needs it.
  { ...production, format: ['esm'], splitting: true },
  { ...production, format: ['cjs'] },
  { ...entry('tanstack', 'src/tanstack/index.ts'), external },
  {
    ...entry('dashboard', 'src/dashboard/index.ts'),
    tsconfig: 'src/dashboard/tsconfig.json',
    esbuildPlugins: [withScripts],
  },
])
