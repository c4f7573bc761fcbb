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
const ofClient = (name: string): string => `${name.split(' ')[0]} bare`
const ofSmallest = (name: string): string => name.replace(/\d+/, '100')
const ofRou3 = (name: string): string => name.replace(/^.* of/, 'rou3 of')

const table = (
  title: string,
  caption: string,
  figures: Pick<Table, 'suite' | 'unit' | 'as' | 'over'>,
): Table => ({
  title,
  caption,
  ...figures,
})

const ofMemory = (count: number): Table[] => {
  const suite = `memory of ${count}`
  const many = count.toLocaleString('en')
  return [
    table(`Bytes a breaker, at ${many}`, 'What is left after a garbage collection; names do not count.', {
      suite,
      unit: 'bytes',
      as: 'bytes',
    }),
    table(`Time to make ${many}`, 'With the calls made, where it says used.', {
      suite,
      unit: 'ms',
      as: 'ms',
    }),
  ]
}

/** Everything that was measured, in the order of the report. */
export const tables: readonly Table[] = [
  table(
    'A call that succeeds, circuit closed',
    '`bare` is `await fn()` of an async function that returns a constant; `p.then(ok, ko)` is the least that any `call` can do.',
    { suite: 'closed', unit: 'ns', as: 'ns', over: bare },
  ),
  table('Bytes that a call allocates', 'The same calls; what a promise and an await take is in `bare`.', {
    suite: 'closed bytes',
    unit: 'bytes',
    as: 'bytes',
    over: bare,
  }),
  table('A call that fails later', 'The function awaits, then throws, 99 times of 100; no circuit trips.', {
    suite: 'late',
    unit: 'ns',
    as: 'ns',
    over: bare,
  }),
  table('The same, by the size of the count window', 'Full windows; over the smallest of the same library.', {
    suite: 'growth',
    unit: 'ns',
    as: 'ns',
    over: ofSmallest,
  }),
  table(
    'A call that is rejected',
    'The circuit has tripped; the caller awaits the rejection and catches it.',
    {
      suite: 'open',
      unit: 'ns',
      as: 'ns',
      over: () => 'cockatiel',
    },
  ),
  table(
    'Asking for a permit in vain',
    'An open circuit must read the clock once, to see whether its period is over.',
    { suite: 'acquire', unit: 'ns', as: 'ns', over: () => 'clock read' },
  ),
  table('Bytes of asking in vain', 'A clock read may allocate by itself.', {
    suite: 'acquire bytes',
    unit: 'bytes',
    as: 'bytes',
  }),
  ...[10_000, 100_000].flatMap(ofMemory),
  table('CPU of 10 000 idle breakers', 'Of one core, while nobody calls.', {
    suite: 'idle',
    unit: 'percent',
    as: '%',
  }),
  table('Timers a breaker', 'Alive, of 10 000 idle breakers.', {
    suite: 'idle',
    unit: 'timers',
    as: 'timers',
  }),
  table('The first import', 'In a fresh process; `nothing` is a file of one line.', {
    suite: 'import',
    unit: 'ms',
    as: 'ms',
  }),
  table('From a URL to its breaker', 'A thousand URLs of ten hosts.', {
    suite: 'keys',
    unit: 'ns',
    as: 'ns',
    over: () => 'new URL and a Map',
  }),
  table(
    'From a path to its template',
    'By how many are declared, over rou3; the last line goes from the URL to the breaker of its route.',
    { suite: 'routes', unit: 'ns', as: 'ns', over: ofRou3 },
  ),
  table('A request, network stubbed', 'What the client costs by itself, and with a breaker before it.', {
    suite: 'stubbed',
    unit: 'ns',
    as: 'ns',
    over: ofClient,
  }),
  table(
    'CPU of a request over real sockets',
    'Keep-alive on loopback, 16 at a time; the server has a process of its own.',
    { suite: 'loopback', unit: 'cpu', as: 'µs', over: ofClient },
  ),
  table('Bytes that arrive in a page', 'Bundled, minified, compressed with brotli.', {
    suite: 'sizes',
    unit: 'bytes',
    as: 'bytes',
  }),
]
