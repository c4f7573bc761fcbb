import { defineConfig } from 'tsup'
import { entry } from '../../tsup.base.ts'

export default defineConfig({ ...entry('index', 'src/index.ts'), platform: 'node' })
