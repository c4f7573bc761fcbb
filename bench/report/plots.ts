import { range } from '../harness/effort.ts'
import type { Figures } from '../harness/run.ts'
import { byRound, summarize } from '../harness/statistics.ts'
import { type Bar, drawBars } from './bars.ts'
import { drawLines, type Line } from './lines.ts'
import { digits } from './sentence.ts'

const kindOf = (name: string): Bar['kind'] => {
  if (name.includes('recloser')) return 'ours'
  return name === 'bare' || name.startsWith('p.then') ? 'floor' : 'peer'
}

/** The pictures of the report, by the names of their files. */
export const plotsOf = (figures: Figures): Record<string, string> => {
  const seriesOf = (suite: string, name: string, unit: string): readonly number[] =>
    figures[`${suite}/${name}:${unit}`] ?? []
  const namesOf = (suite: string, unit: string): string[] =>
    Object.keys(figures)
      .filter(key => key.startsWith(`${suite}/`) && key.endsWith(`:${unit}`))
      .map(key => key.slice(suite.length + 1, -unit.length - 1))

  const bars = (suite: string, unit: string, over?: (name: string) => string): Bar[] =>
    namesOf(suite, unit)
      .map((name): Bar => {
        const own = seriesOf(suite, name, unit)
        const compared =
          over === undefined
            ? own
            : byRound([own, seriesOf(suite, over(name), unit)], ([a = 0, b = 0]) => a / b)
        return { label: name, kind: kindOf(name), summary: summarize(compared) }
      })
      .toSorted((a, b) => a.summary.median - b.summary.median)

  const line = (suite: string, label: string, sizes: readonly number[]): Line => ({
    label,
    kind: label === 'recloser' ? 'ours' : 'peer',
    points: sizes.flatMap(size => {
      const series = seriesOf(suite, `${label} of ${size}`, 'ns')
      return series.length === 0 ? [] : [[size, summarize(series).median] as const]
    }),
  })

  const percent = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(1)} %`
  const bytes = (value: number) => `${digits(value)} B`
  const times = (value: number) => `${digits(value)} ×`

  return {
    closed: drawBars({
      title: 'A call through a closed circuit',
      note: 'time over a bare call, less is better; logarithmic',
      bars: bars('closed', 'ns', () => 'bare'),
      from: 1,
      isLogarithmic: true,
      write: times,
    }),
    open: drawBars({
      title: 'A call that an open circuit rejects',
      note: 'time until it is caught, less is better',
      bars: bars('open', 'ns'),
      from: 0,
      isLogarithmic: false,
      write: ns,
    }),
    memory: drawBars({
      title: 'What a breaker weighs',
      note: 'bytes each, of 100 000, less is better; logarithmic',
      bars: bars('memory of 100000', 'bytes').filter(({ label }) => label !== 'recloser in a Map'),
      from: 50,
      isLogarithmic: true,
      write: bytes,
    }),
    growth: drawLines({
      title: 'A failing call, by the size of a full count window',
      note: 'time a call; both axes logarithmic',
      lines: ['recloser', 'cockatiel', 'mollitia'].map(name => line('growth', name, range(100, 100_000))),
      write: ns,
    }),
    routes: drawLines({
      title: 'Finding the route of a path',
      note: 'time by the number of routes; both axes logarithmic',
      lines: ['recloser', 'rou3', 'rou3 compiled', 'regexparam'].map(name =>
        line('routes', name, range(1, 1_000)),
      ),
      write: ns,
    }),
    loopback: drawBars({
      title: 'A request over real sockets',
      note: 'CPU over the bare client, with quartiles; less is better',
      bars: bars('loopback', 'cpu', name => `${name.split(' ')[0]} bare`)
        .filter(({ label }) => !label.endsWith('bare'))
        .map(bar => ({ ...bar, summary: inPercent(bar.summary) })),
      from: 0,
      isLogarithmic: false,
      write: percent,
    }),
  }
}

const ns = (value: number): string => {
  if (value >= 1e6) return `${digits(value / 1e6)} ms`
  return value >= 1_000 ? `${digits(value / 1_000)} µs` : `${digits(value)} ns`
}

/** 1.02 × is 2 % more. */
const inPercent = ({ median, low, high, rounds }: Bar['summary']): Bar['summary'] => {
  const more = (ratio: number) => 100 * (ratio - 1)
  return { median: more(median), low: more(low), high: more(high), rounds }
}
