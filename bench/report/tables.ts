/** A table of the report: the cases of a suite, what each came to, and that over another. */
export interface Table {
  readonly title: string
  /** In a sentence, what was measured. */
  readonly caption: string
  readonly suite: string
  readonly unit: string
  /** How a figure of this unit is written. */
  readonly as: 'ns' | 'bytes' | 'ms' | '%' | 'timers' | 'µs'
  /** The case that the others are divided by, in the same round. */
  readonly over?: (name: string) => string
}

const bare = (): string => 'bare'
const client = (name: string): string => `${name.split(' ')[0]} bare`

export const tables: readonly Table[] = [
  {
    ...{ title: 'A call that succeeds, circuit closed', suite: 'closed', unit: 'ns', as: 'ns', over: bare },
    caption:
      '`bare` is `await fn()` of an async function that returns a constant; `p.then(ok, ko)` is the least that any `call` can do.',
  },
  {
    ...{
      title: 'Bytes that a call allocates',
      suite: 'closed bytes',
      unit: 'bytes',
      as: 'bytes',
      over: bare,
    },
    caption: 'The same calls; what a promise and an await take is in `bare`.',
  },
  {
    ...{ title: 'A call that fails later', suite: 'late', unit: 'ns', as: 'ns', over: bare },
    caption: 'The function awaits, then throws, 99 times of 100; no circuit trips.',
  },
  {
    ...{ title: 'The same, by the size of the count window', suite: 'growth', unit: 'ns', as: 'ns' },
    over: name => name.replace(/\d+/, '100'),
    caption: 'Full windows; over the smallest of the same library.',
  },
  {
    ...{ title: 'A call that is rejected', suite: 'open', unit: 'ns', as: 'ns', over: () => 'cockatiel' },
    caption: 'The circuit has tripped; the caller awaits the rejection and catches it.',
  },
  {
    ...{
      title: 'Asking for a permit in vain',
      suite: 'acquire',
      unit: 'ns',
      as: 'ns',
      over: () => 'clock read',
    },
    caption: 'An open circuit must read the clock once, to see whether its period is over.',
  },
  {
    ...{ title: 'Bytes of asking in vain', suite: 'acquire bytes', unit: 'bytes', as: 'bytes' },
    caption: 'A clock read may allocate by itself.',
  },
  ...[10_000, 100_000].flatMap((count): Table[] => [
    {
      ...{ title: `Bytes a breaker, at ${count.toLocaleString('en')}`, suite: `memory of ${count}` },
      ...{
        unit: 'bytes',
        as: 'bytes',
        caption: 'What is left after a garbage collection; names do not count.',
      },
    },
    {
      ...{
        title: `Time to make ${count.toLocaleString('en')}`,
        suite: `memory of ${count}`,
        unit: 'ms',
        as: 'ms',
      },
      caption: 'With the calls made, where it says used.',
    },
  ]),
  {
    ...{ title: 'CPU of 10 000 idle breakers', suite: 'idle', unit: 'percent', as: '%' },
    caption: 'Of one core, while nobody calls.',
  },
  {
    title: 'Timers a breaker',
    suite: 'idle',
    unit: 'timers',
    as: 'timers',
    caption: 'Alive, of 10 000 idle breakers.',
  },
  {
    ...{ title: 'The first import', suite: 'import', unit: 'ms', as: 'ms' },
    caption: 'In a fresh process; `nothing` is a file of one line.',
  },
  {
    ...{
      title: 'From a URL to its breaker',
      suite: 'keys',
      unit: 'ns',
      as: 'ns',
      over: () => 'new URL and a Map',
    },
    caption: 'A thousand URLs of ten hosts.',
  },
  {
    ...{ title: 'From a path to its template', suite: 'routes', unit: 'ns', as: 'ns' },
    over: name => name.replace(/^.* of/, 'rou3 of'),
    caption:
      'By how many are declared, over rou3; the last line goes from the URL to the breaker of its route.',
  },
  {
    ...{ title: 'A request, network stubbed', suite: 'stubbed', unit: 'ns', as: 'ns', over: client },
    caption: 'What the client costs by itself, and with a breaker before it.',
  },
  {
    ...{
      title: 'CPU of a request over real sockets',
      suite: 'loopback',
      unit: 'cpu',
      as: 'µs',
      over: client,
    },
    caption: 'Keep-alive on loopback, 16 at a time; the server has a process of its own.',
  },
  {
    ...{ title: 'Bytes that arrive in a page', suite: 'sizes', unit: 'bytes', as: 'bytes' },
    caption: 'Bundled, minified, compressed with brotli.',
  },
]
