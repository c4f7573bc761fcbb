import { DEV } from '../src/words.ts'

/**
 * What an error of core says: the sentence, or, where the tests run on the small build, the field's name that it begins
 * with. For an error that begins otherwise, the short form is said too.
 */
export const wording = (sentence: string, short: string = sentence.replace(/ .*/s, '')): string =>
  DEV ? sentence : short
