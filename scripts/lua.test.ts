import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { generate, generatedPath } from './lua.ts'

it('the generated scripts are those of the Lua files; `pnpm run lua` makes them anew', () => {
  expect(readFileSync(generatedPath, 'utf8')).toBe(generate())
})
