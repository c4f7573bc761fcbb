import { type Effort, range } from './harness/effort.ts'

/** Cases that are compared with each other, measured by one kind of worker, in rounds that take turns. */
export interface Suite {
  readonly name: string
  /** The file in `workers/`. */
  readonly worker: 'time' | 'bytes' | 'memory' | 'idle' | 'import' | 'cpu'
  /** The file in `cases/`. */
  readonly file: string
  readonly cases: readonly string[]
  /** What the worker is told beside its case. */
  readonly words: readonly string[]
  readonly effort: Effort
}

const guards = ['bare', 'recloser', 'cockatiel', 'opossum minimal', 'opossum']
const ofClients = ['fetch', 'axios', 'ky'].flatMap(client => guards.map(guard => `${client} ${guard}`))
const sizes = (library: string, most: number) => range(100, most).map(size => `${library} of ${size}`)
const kept = [
  'recloser idle',
  'recloser used, count',
  'recloser used, time',
  'recloser in a Map',
  'recloser create',
  'recloser getOrCreate',
]
const peersKept = ['cockatiel consecutive', 'cockatiel sampling', 'opossum defaults', 'mollitia count']
const closed = [
  'bare',
  'p.then(ok, ko)',
  'recloser acquire, settle',
  'recloser call, count',
  'recloser call, default',
  'cockatiel consecutive',
  'cockatiel count',
  'cockatiel sampling',
  'opossum minimal',
  'opossum defaults',
  'mollitia count',
  'mollitia time',
]

/** Everything that is measured, in this order. */
export const suitesOf = (isQuick: boolean): Suite[] => {
  // Several processes a case, since each is compiled anew, and some turn out faster than others.
  const long: Effort = isQuick ? { processes: 2, rounds: 5 } : { processes: 5, rounds: 5 }
  const once: Effort = isQuick ? { processes: 1, rounds: 1 } : { processes: 3, rounds: 1 }
  const roundMs = isQuick ? '8' : '40'
  const timed = (name: string, file: string, cases: readonly string[]): Suite => ({
    ...{ name, worker: 'time', file, cases, words: [roundMs], effort: long },
  })
  const counted = (name: string, file: string, cases: readonly string[]): Suite => ({
    ...{ name, worker: 'bytes', file, cases, words: [], effort: { processes: 1, rounds: isQuick ? 5 : 9 } },
  })
  const weighed = (count: number): Suite => ({
    ...{ name: `memory of ${count}`, worker: 'memory', file: 'memory', words: [String(count)], effort: once },
    cases: [...kept, ...peersKept],
  })
  return [
    timed('closed', 'closed', closed),
    // What remembers every call of a second allocates more with each.
    counted(
      'closed bytes',
      'closed',
      closed.filter(name => name !== 'mollitia time'),
    ),
    timed('late', 'late', [
      ...['bare', 'recloser count', 'recloser default', 'cockatiel consecutive', 'cockatiel count'],
      ...['cockatiel sampling', 'opossum minimal', 'opossum defaults', 'mollitia count'],
    ]),
    timed('growth', 'late', [
      ...sizes('recloser', 100_000),
      ...sizes('cockatiel', 100_000),
      ...sizes('mollitia', 1_000),
    ]),
    timed('open', 'open', ['recloser', 'cockatiel', 'opossum', 'mollitia']),
    timed('acquire', 'open', ['clock read', 'recloser acquire']),
    counted('acquire bytes', 'open', ['clock read', 'recloser acquire']),
    weighed(10_000),
    weighed(100_000),
    {
      ...{ name: 'idle', worker: 'idle', file: 'memory', words: ['10000', isQuick ? '500' : '2000'] },
      cases: ['nothing', 'recloser getOrCreate', ...peersKept],
      effort: once,
    },
    {
      ...{ name: 'import', worker: 'import', file: 'import', words: [] },
      cases: ['nothing', 'recloser', 'cockatiel', 'opossum', 'mollitia'],
      effort: { processes: isQuick ? 3 : 15, rounds: 1 },
    },
    timed('keys', 'keys', ['recloser', 'new URL and a Map']),
    timed('routes', 'routes', [
      ...['recloser', 'rou3', 'rou3 compiled', 'regexparam'].flatMap(matcher =>
        range(1, 1_000).map(count => `${matcher} of ${count}`),
      ),
      'breaker for a URL of 1000',
    ]),
    timed('stubbed', 'stubbed', ofClients),
    {
      ...{ name: 'loopback', worker: 'cpu', file: 'loopback', words: [isQuick ? '400' : '3000'] },
      cases: ofClients,
      effort: isQuick ? { processes: 1, rounds: 5 } : { processes: 2, rounds: 8 },
    },
  ]
}
