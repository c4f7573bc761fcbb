import { expect, it } from 'vitest'
import { DEV } from './words.ts'

it('speaks in full sentences, unless built for pages in production', () => {
  expect(DEV).toBe(true)
})
