/** How long is long: a name that no table was made for. */
export const LONG = 10_000

/** Names that mean something to an object, and nothing to a table that is a `Map`. */
export const prototypeKeys: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'then',
]

/** Texts that have broken somebody's parser. */
export const texts: readonly string[] = [
  ...prototypeKeys,
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\nx: y',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e',
  'e\u0301',
  'İ',
  'ſ',
  '🙂',
  '٣',
  '７',
  'x'.repeat(LONG),
  '../'.repeat(100),
  '..%2f..%2f',
  '%2e%2e/',
  '%',
  '%00',
  '%zz',
  '%c0%ae',
  '\\',
  '//',
  '*',
  ':id',
  '{id}',
  '"',
  '\\"',
  ';r=0;t=1',
]

/** Numbers as text, of every size, sign and script. */
export const numbers: readonly string[] = [
  '0',
  '-0',
  '-1',
  '1.5',
  '.5',
  '5.',
  '1e309',
  '1e-309',
  '0x10',
  '1_000',
  '9007199254740993',
  '9'.repeat(400),
  'Infinity',
  'NaN',
  '٣',
  '７',
  '+7',
  '00007',
]

/** Dates at the ends of what a date can say, and beyond. */
export const dates: readonly string[] = [
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Sat, 01 Jan 0000 00:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'Sun, 31 Feb 2026 00:00:00 GMT',
  'Abc, 99 Xyz 2026 99:99:99 GMT',
  'Tue, 24 Nov 2026 23:59:60 GMT',
  'Tue, 24 Nov 2026 24:00:00 GMT',
  'Tue, 24 Nov 2026 12:00:00 UTC',
  'Tuesday, 24-Nov-26 12:00:00 GMT',
  'Tue Nov 24 12:00:00 2026',
  '2026-11-24T12:00:00Z',
]
