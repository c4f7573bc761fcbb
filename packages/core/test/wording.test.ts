import { expect, it } from 'vitest'
import { DEV } from '../src/words.ts'
import { wording } from './wording.ts'

it('is the sentence, or the field’s name where words are short', () => {
  const sentence = 'jitter must be a number in [0, 1], got 2'
  expect(wording(sentence)).toBe(DEV ? sentence : 'jitter')
  expect(wording('configuration must be an object', 'config')).toBe(
    DEV ? 'configuration must be an object' : 'config',
  )
})
