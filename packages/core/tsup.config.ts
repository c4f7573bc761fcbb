import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'

export default defineConfig([
  entry('index', 'src/index.ts'),
  // http imports core by its own name, so that no class exists twice where both entries are loaded.
  { ...entry('http', 'src/http/index.ts'), external: ['@recloser/core'], tsconfig: 'src/http/tsconfig.json' },
  {
    ...entry('browser', 'src/browser/index.ts'),
    external: ['@recloser/core'],
    tsconfig: 'src/browser/tsconfig.json',
  },
])
