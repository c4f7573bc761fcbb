import fc, { type Arbitrary } from 'fast-check'
import { hosts, urls } from './addresses.ts'
import { assembled } from './text.ts'

/** Stands in every part of a URL that is nobody else's business. */
export const SECRET = 's3cr3t'

const scheme = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('https://', 'http://') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('HTTPS://', 'https:', 'https:\\\\', 'http:////', '//', 'ws://', 'data:', ''),
  },
)
const userInfo = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(`${SECRET}@`, `user:${SECRET}@`, `:${SECRET}@`, '@', '@@') },
)
const host = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('api.example.com', 'API.example.com', 'other.example') },
  { weight: 4, arbitrary: fc.constantFrom(...hosts) },
  { weight: 1, arbitrary: assembled(['a', 'b', '.', '-', 'example', 'xn--', 'ü', '1', '[', ']', ':']) },
)
const port = fc.constantFrom('', '', '', ':', ':443', ':80', ':8443', ':065', ':99999')

/** A path, from the usual to the absurd. */
export const hostilePath: Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('', '/', '/users/7', '/users/7/', '/files/a/b') },
  {
    weight: 3,
    arbitrary: assembled([
      '/',
      '/',
      '/users',
      '/files',
      '7',
      '..',
      '.',
      '%2e',
      '%2f',
      '\\',
      ';',
      'é',
      ' ',
    ]).map(path => `/${path}`),
  },
)

const rest = fc.constantFrom('', `?token=${SECRET}`, `#${SECRET}`, `?${SECRET}#/users/7`, '?', '#')

/** An address: put together from parts that need not fit, or one that is known for the harm it did. */
export const hostileUrl: Arbitrary<string> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(scheme, userInfo, host, port, hostilePath, rest).map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...urls) },
)
