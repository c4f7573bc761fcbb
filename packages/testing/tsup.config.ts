import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'

export default defineConfig([
  entry('index', 'src/index.ts'),
  { ...entry('server', 'src/server/index.ts'), platform: 'node', tsconfig: 'src/server/tsconfig.json' },
])
