import type { World } from '../src/index.ts'
import { type Row, share } from './row.ts'

const minute = 60_000

/** A server that can do 1 430 calls a second gets 1 000, then four times as many for ten seconds. */
const overload = (clients: number, retries: number): World => ({
  durationMs: 3 * minute,
  callsPerSecond: 1_000,
  clients,
  retries,
  timeoutMs: 1_000,
  latency: { kind: 'exponential', meanMs: 100 },
  capacity: { workers: 143, queue: 10_000 },
  bursts: [{ fromMs: minute, toMs: minute + 10_000, factor: 4 }],
})
const OVERLOAD =
  'A server that can do 1,430 calls a second gets 1,000, and four times as many for ten seconds. It queues up to 10,000 calls; clients give up after a second and repeat twice at once.'

/** What a breaker does while there are more calls than the service can do, and after. */
export const rowsOfOverload: readonly Row[] = [
  {
    id: 'overload-after',
    title: 'After an overload',
    about: `${OVERLOAD} How many calls are answered in the minute after it?`,
    unit: '%',
    better: 'more',
    contenders: ['none', 'defaults', 'page', 'server', 'quick'],
    pictured: '200 clients',
    cases: [20, 200, 1_000].map(clients => ({
      name: `${clients.toLocaleString('en')} clients`,
      world: overload(clients, 2),
      figure: ({ tally }) =>
        share(
          tally.sum('answered', minute + 10_000, 2 * minute + 10_000),
          tally.sum('calls', minute + 10_000, 2 * minute + 10_000),
        ),
    })),
    means: 'Without a breaker the retries keep the server overloaded for good.',
  },
  {
    id: 'overload-during',
    title: 'During an overload',
    about: `${OVERLOAD} How many calls are answered in these ten seconds? The server could do 36 %.`,
    unit: '%',
    better: 'more',
    contenders: ['none', 'defaults', 'page', 'server', 'limited'],
    cases: [20, 500].map(clients => ({
      name: `${clients} clients`,
      world: overload(clients, 2),
      figure: ({ tally }) =>
        share(tally.sum('answered', minute, minute + 10_000), tally.sum('calls', minute, minute + 10_000)),
    })),
  },
  {
    id: 'overload-attempts',
    title: 'Attempts in and after an overload',
    about: `${OVERLOAD} How many attempts does a call make, in the overload and the minute after it? 20 clients.`,
    unit: 'attempts a call',
    better: 'less',
    contenders: ['none', 'defaults', 'page', 'server', 'quick'],
    cases: [
      {
        name: 'attempts a call',
        world: overload(20, 2),
        figure: ({ tally }) =>
          tally.sum('attempts', minute, 2 * minute + 10_000) /
          tally.sum('calls', minute, 2 * minute + 10_000),
      },
    ],
    means:
      'A breaker that is asked at every attempt limits retries by itself. A retry budget on top adds nothing here.',
  },
]
