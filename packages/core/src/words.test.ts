import { expect, it } from 'vitest'
import { DEV, words } from './words.ts'

it('speaks in full sentences, unless built for pages in production', () => {
  expect(DEV).toBe(true)
  expect(words('a number in [0, 1]')).toBe('a number in [0, 1]')
})
