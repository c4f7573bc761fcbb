import { writeFileSync } from 'node:fs'
import { generate, generatedPath } from './lua.ts'

/** Writes the Lua scripts of @recloser/redis into the TypeScript file that the package ships. */
writeFileSync(generatedPath, generate())
