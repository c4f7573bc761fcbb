import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'

export default defineConfig([
  entry('index', 'src/index.ts'),
  { ...entry('prom-client', 'src/prom-client/index.ts'), tsconfig: 'src/prom-client/tsconfig.json' },
  { ...entry('channels', 'src/channels/index.ts'), tsconfig: 'src/channels/tsconfig.json' },
  { ...entry('health', 'src/health/index.ts'), tsconfig: 'src/health/tsconfig.json' },
])
