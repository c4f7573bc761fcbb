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
const growing = [...sizes('recloser', 100_000), ...sizes('cockatiel', 100_000), ...sizes('mollitia', 1_000)]
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

const routes = ['recloser', 'rou3', 'rou3 compiled', 'regexparam'].flatMap(matcher =>
  range(1, 1_000).map(count => `${matcher} of ${count}`),
)
const late = [
  'bare',
  'recloser count',
  'recloser default',
  'cockatiel consecutive',
  'cockatiel count',
  'cockatiel sampling',
  'opossum minimal',
  'opossum defaults',
  'mollitia count',
]

/** Everything that is measured, in this order. */
export const suitesOf = (isQuick: boolean): Suite[] => {
  const suite = (
    [name, worker, file]: [name: string, worker: Suite['worker'], file: string],
    cases: readonly string[],
    effort: Effort,
    ...words: readonly string[]
  ): Suite => ({ name, worker, file, cases, words, effort })

  // Several processes a case, since each is compiled anew, and some turn out faster than others.
  const long: Effort = isQuick ? { processes: 2, rounds: 5 } : { processes: 5, rounds: 5 }
  const exact: Effort = { processes: 1, rounds: isQuick ? 5 : 9 }
  const once: Effort = { processes: isQuick ? 1 : 3, rounds: 1 }
  const starts: Effort = { processes: isQuick ? 3 : 15, rounds: 1 }
  const sockets: Effort = isQuick ? { processes: 1, rounds: 5 } : { processes: 2, rounds: 8 }
  const roundMs = isQuick ? '8' : '40'
  const [idleMs, requests] = isQuick ? ['500', '400'] : ['2000', '3000']
  return [
    suite(['closed', 'time', 'closed'], closed, long, roundMs),
    // What remembers every call of a second allocates more with each.
    suite(
      ['closed bytes', 'bytes', 'closed'],
      closed.filter(name => name !== 'mollitia time'),
      exact,
    ),
    suite(['late', 'time', 'late'], late, long, roundMs),
    suite(['growth', 'time', 'late'], growing, long, roundMs),
    suite(['open', 'time', 'open'], ['recloser', 'cockatiel', 'opossum', 'mollitia'], long, roundMs),
    suite(['acquire', 'time', 'open'], ['clock read', 'recloser acquire'], long, roundMs),
    suite(['acquire bytes', 'bytes', 'open'], ['clock read', 'recloser acquire'], exact),
    suite(['memory of 10000', 'memory', 'memory'], [...kept, ...peersKept], once, '10000'),
    suite(['memory of 100000', 'memory', 'memory'], [...kept, ...peersKept], once, '100000'),
    suite(
      ['idle', 'idle', 'memory'],
      ['nothing', 'recloser getOrCreate', ...peersKept],
      once,
      '10000',
      idleMs,
    ),
    suite(
      ['import', 'import', 'import'],
      ['nothing', 'recloser', 'cockatiel', 'opossum', 'mollitia'],
      starts,
    ),
    suite(['keys', 'time', 'keys'], ['recloser', 'new URL and a Map'], long, roundMs),
    suite(['routes', 'time', 'routes'], [...routes, 'breaker for a URL of 1000'], long, roundMs),
    suite(['stubbed', 'time', 'stubbed'], ofClients, long, roundMs),
    suite(['loopback', 'cpu', 'loopback'], ofClients, sockets, requests),
  ]
}
