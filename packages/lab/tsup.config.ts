import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'

export default defineConfig([
  { ...entry('index', 'src/index.ts'), platform: 'node' },
  // A program, so that nobody imports it.
  { ...entry('cli', 'src/cli/main.ts'), platform: 'node', format: ['esm'], dts: false },
])
