import { defineConfig } from 'tsup'
import { entry, smallEntry } from '../../tsup.base.ts'

// http and browser import core by its own name, so that no class exists twice where several entries are loaded.
const http = { external: ['@recloser/core'], tsconfig: 'src/http/tsconfig.json' }
const browser = { external: ['@recloser/core'], tsconfig: 'src/browser/tsconfig.json' }

export default defineConfig([
  entry('index', 'src/index.ts'),
  smallEntry('index', 'src/index.ts'),
  { ...entry('http', 'src/http/index.ts'), ...http },
  { ...smallEntry('http', 'src/http/index.ts'), ...http },
  { ...entry('browser', 'src/browser/index.ts'), ...browser },
  { ...smallEntry('browser', 'src/browser/index.ts'), ...browser },
])
