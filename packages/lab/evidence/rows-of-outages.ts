import type { Fault } from '../src/index.ts'
import type { Row } from './row.ts'

const minute = 60_000
const latency = { kind: 'lognormal', medianMs: 100, sigma: 0.5 } as const
const outage = (fromMs: number, toMs: number): Fault => ({
  kind: 'errors',
  share: 1,
  fromMs,
  toMs,
  afterMs: 20,
})

/** What a breaker does in an outage and after it. */
export const rowsOfOutages: readonly Row[] = [
  {
    id: 'short-outage',
    title: 'After an outage of five seconds',
    about:
      '20 clients make 1,000 calls a second together. All calls fail for five seconds. How many good calls are rejected after it?',
    unit: 'calls',
    better: 'less',
    contenders: ['defaults', 'page', 'server', 'quick', 'cockatiel', 'opossum', 'effect'],
    pictured: 'good calls rejected',
    cases: [
      {
        name: 'good calls rejected',
        world: {
          durationMs: 90_000,
          callsPerSecond: 1_000,
          clients: 20,
          latency,
          faults: [outage(10_000, 15_000)],
        },
        figure: ({ tally }) => tally.sum('goodRejected', 15_000),
      },
    ],
    means: 'Nearly all of them are rejected while the circuit waits for the end of its open period.',
  },
  {
    id: 'retry-plugins',
    title: 'An outage behind axios-retry and ky',
    about:
      'A host with 5 calls a second fails for two minutes. The client repeats as axios-retry does with exponential delays (three times, after 0.2, 0.4 and 0.8 s) or as ky does (twice, after 1 and 2 s). How many attempts does a call make in the outage?',
    unit: 'attempts a call',
    better: 'less',
    contenders: ['none', 'defaults', 'page', 'server'],
    cases: (
      [
        ['axios-retry', [200, 400, 800]],
        ['ky', [1_000, 2_000]],
      ] as const
    ).map(([name, retryDelayMs]) => ({
      name,
      world: {
        durationMs: 5 * minute,
        callsPerSecond: 5,
        retries: retryDelayMs.length,
        retryDelayMs,
        latency,
        faults: [outage(minute, 3 * minute)],
      },
      figure: ({ tally }) =>
        tally.sum('attempts', minute, 3 * minute) / tally.sum('calls', minute, 3 * minute),
    })),
  },
  {
    id: 'low-traffic',
    title: 'A host with a call every twenty seconds',
    about:
      'All calls fail for half an hour. How many of about 90 are still made? And how many good ones are lost in the half hour after?',
    unit: 'calls',
    better: 'less',
    contenders: ['defaults', 'page', 'server', 'rate', 'cockatiel', 'opossum', 'effect'],
    cases: [
      {
        name: 'failing calls made',
        world: {
          durationMs: 120 * minute,
          callsPerSecond: 0.05,
          latency,
          faults: [outage(30 * minute, 60 * minute)],
        },
        figure: ({ tally }) => tally.sum('attempts', 30 * minute, 60 * minute),
      },
      {
        name: 'good calls lost',
        world: {
          durationMs: 120 * minute,
          callsPerSecond: 0.05,
          latency,
          faults: [outage(30 * minute, 60 * minute)],
        },
        figure: ({ tally }) => tally.sum('goodRejected', 60 * minute, 90 * minute),
      },
    ],
  },
  {
    id: 'fleet-of-tabs',
    title: 'A thousand tabs',
    about:
      'A thousand pages make a call every ten seconds each. The service fails for two minutes. How many failing calls does it still get, and how many good calls are rejected in the ten minutes after?',
    unit: 'calls',
    better: 'less',
    contenders: ['none', 'defaults', 'page', 'server'],
    cases: (
      [
        ['failing calls made', 'attempts', minute, 3 * minute],
        ['good calls lost', 'goodRejected', 3 * minute, 13 * minute],
      ] as const
    ).map(([name, count, from, to]) => ({
      name,
      world: {
        durationMs: 13 * minute,
        callsPerSecond: 100,
        clients: 1_000,
        latency,
        faults: [outage(minute, 3 * minute)],
      },
      figure: ({ tally }) => tally.sum(count, from, to),
    })),
    means: 'Each tab learns for itself. At a call every ten seconds, five failures take fifty seconds.',
  },
]
