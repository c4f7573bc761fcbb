import type { Fault, World } from '../src/index.ts'
import { type Row, share } from './row.ts'

const minute = 60_000
const latency = { kind: 'lognormal', medianMs: 100, sigma: 0.5 } as const
const errors = (part: number, fromMs: number, toMs: number): Fault => ({
  kind: 'errors',
  share: part,
  fromMs,
  toMs,
})
const busy: World = { durationMs: 20 * minute, callsPerSecond: 50, latency }

/** What a breaker does while part of the calls fail. */
export const rowsOfErrors: readonly Row[] = [
  {
    id: 'partial-failure',
    title: 'A busy host fails some calls',
    about:
      '50 calls a second for twenty minutes, of which a fixed share fails at random. How many of the good calls still get through?',
    unit: '%',
    better: 'more',
    contenders: ['defaults', 'page', 'server', 'rate', 'cockatiel', 'opossum', 'effect'],
    pictured: '20 % fail',
    cases: [20, 30, 40].map(part => ({
      name: `${part} % fail`,
      world: { ...busy, faults: [errors(part / 100, 0, Infinity)] },
      figure: ({ tally }) => share(tally.sum('goodAnswered'), tally.sum('good')),
    })),
    means:
      'Five failures in a row happen by chance: at 50 calls a second and 20 % failing, about once every 78 seconds. A rule that counts runs is for hosts with little traffic. Here our defaults lose to every other library; a rate alone loses nothing, but it takes long to [notice an outage](#detection).',
  },
  {
    id: 'false-trips',
    title: 'Trips by chance',
    about:
      'How often a circuit opens in a million calls, although only so many fail, at 50 calls a second. The open period is what it is in each setting; only calls that were made count.',
    unit: 'trips',
    better: 'less',
    contenders: ['defaults', 'server', 'rate'],
    cases: [10, 20, 30, 40].map(part => ({
      name: `${part} % fail`,
      world: { ...busy, durationMs: 60 * minute, faults: [errors(part / 100, 0, Infinity)] },
      figure: ({ tally, trips }) => (1e6 * trips) / tally.sum('attempts'),
    })),
  },
  {
    id: 'detection',
    title: 'Calls until an outage is noticed',
    about:
      'After three good minutes all calls fail, or most. How many are still sent before the first is rejected?',
    unit: 'calls',
    better: 'less',
    contenders: ['defaults', 'server', 'rate', 'cockatiel', 'opossum', 'effect'],
    pictured: '100 % fail, 50/s',
    cases: [50, 0.5].flatMap(callsPerSecond =>
      [100, 80, 60].map(part => ({
        name: `${part} % fail, ${callsPerSecond}/s`,
        world: {
          durationMs: callsPerSecond === 50 ? 5 * minute : 13 * minute,
          callsPerSecond,
          latency: { kind: 'constant', ms: 5 } as const,
          faults: [errors(part / 100, 3 * minute, Infinity)],
        },
        watchFromMs: 3 * minute,
        figure: ({ sentUntilRefusal, isNoticed }) => (isNoticed ? sentUntilRefusal : Infinity),
      })),
    ),
    means:
      'A rate over a minute that was good needs a thousand failures to notice. A run of five notices at once, ours as well as cockatiel’s and effect’s.',
  },
  {
    id: 'dying-connection',
    title: 'A connection dies once a minute',
    about:
      '50 calls a second for half an hour over one connection. Once a minute it dies, and everything in flight fails. How many calls are answered?',
    unit: '%',
    better: 'more',
    contenders: ['none', 'defaults', 'page', 'server', 'cockatiel', 'opossum', 'effect'],
    pictured: 'answered',
    cases: [
      {
        name: 'answered',
        world: {
          ...busy,
          durationMs: 30 * minute,
          latency: { kind: 'lognormal', medianMs: 150, sigma: 0.5 },
          faults: [{ kind: 'dying-connection', everyMs: minute, fromMs: 0, toMs: 30 * minute }],
        },
        figure: ({ tally }) => share(tally.sum('answered'), tally.sum('calls')),
      },
    ],
  },
  {
    id: 'one-bad-instance',
    title: 'One bad instance of three',
    about:
      'A balancer sends each call to one of three instances, and one of them fails everything for ten minutes. 10 calls a second. How many of the good calls get through in these minutes and the five after them?',
    unit: '%',
    better: 'more',
    contenders: ['defaults', 'page', 'server', 'rate', 'cockatiel', 'opossum', 'effect'],
    cases: [
      {
        name: 'good calls kept',
        world: {
          durationMs: 20 * minute,
          callsPerSecond: 10,
          instances: 3,
          latency,
          faults: [{ ...errors(1, 5 * minute, 15 * minute), instance: 1 }],
        },
        figure: ({ tally }) => share(tally.sum('goodAnswered', 5 * minute), tally.sum('good', 5 * minute)),
      },
    ],
    means:
      'Our circuit needs three good probes in a row to close, and one that fails reopens it. cockatiel and effect close after one good probe, so they keep more here.',
  },
  {
    id: 'route-among-routes',
    title: 'One bad route among five',
    about:
      'One of five routes of a host fails for ten minutes. 20 calls a second. How many calls to the other four get through in these minutes?',
    unit: '%',
    better: 'more',
    contenders: ['defaults', 'page', 'server', 'rate'],
    cases: (['service', 'shard'] as const).map(breakerPer => ({
      name: breakerPer === 'service' ? 'one breaker for the host' : 'a breaker for each route',
      world: {
        durationMs: 16 * minute,
        callsPerSecond: 20,
        shards: 5,
        breakerPer,
        latency,
        faults: [{ ...errors(1, 5 * minute, 15 * minute), shard: 0 }],
      },
      figure: ({ tally }) =>
        share(tally.sum('goodAnswered', 5 * minute, 15 * minute), tally.sum('good', 5 * minute, 15 * minute)),
    })),
    means: 'Declare the routes that can fail by themselves: their failures then count against them alone.',
  },
]
