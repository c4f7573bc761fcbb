import fc, { type Arbitrary } from 'fast-check'
import { dates, numbers, texts } from './corpus.ts'

/** Half of a character, which no encoder can encode. */
const loneSurrogate: Arbitrary<string> = fc
  .integer({ min: 0xd800, max: 0xdfff })
  .map(code => String.fromCharCode(code))

/** A text made of these pieces, now and then with a stranger among them. */
export const assembled = (pieces: readonly string[], maxLength = 12): Arbitrary<string> => {
  const piece = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...pieces) },
    { weight: 2, arbitrary: fc.constantFrom(...texts) },
    { weight: 1, arbitrary: loneSurrogate },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  )
  return fc.array(piece, { maxLength }).map(all => all.join(''))
}

/** Any text, and those that have done harm before. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...texts, ...numbers, ...dates),
  fc.string({ unit: 'binary', maxLength: 20 }),
  assembled(['a', '.', '-', '/', ':', '@', '%', '\\', '__proto__']),
)

/** Anything at all in place of a setting. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    false,
    0,
    -0,
    -1,
    0.5,
    1,
    2,
    Infinity,
    -Infinity,
    Number.NaN,
    Number.MAX_SAFE_INTEGER + 2,
    Number.MIN_VALUE,
    5n,
    Symbol('setting'),
    () => 5,
    new Date(0),
    /x/,
    [],
    [5],
    Object.create(null),
    { valueOf: () => 5 },
    new Proxy({}, {}),
    'enforce',
  ),
  hostileText,
  fc.double(),
  fc.integer(),
  fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 1, maxKeys: 3 }),
)
