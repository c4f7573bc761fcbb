import type { BreakerHistory } from '../model/history.ts'
import { BUCKET_MS, SPAN_MS } from '../model/history.ts'

/** Draws the calls of a breaker; made when a detail is first opened. */
export interface CallChart {
  draw(history: BreakerHistory, now: number): void
  destroy(): void
}

/** @param colours of successes, failures, rejections, axes */
export const createCallChart = async (
  element: HTMLElement,
  colours: readonly string[],
): Promise<CallChart> => {
  const { default: Plot } = await import('uplot')
  const [closed = '', open = '', quiet = '', line = ''] = colours
  const axis = {
    stroke: quiet,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  }
  const series = (label: string, stroke: string, dash?: number[]) => ({
    label,
    stroke,
    width: 2,
    points: { show: false },
    ...(dash && { dash }),
  })
  const size = () => ({ width: Math.max(120, element.clientWidth), height: 150 })
  const chart = new Plot(
    {
      ...size(),
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: [-SPAN_MS / 60_000, 0] },
        y: { range: (_chart, _least, most) => [0, Math.max(4, most * 1.1)] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          values: (_chart, ticks) => ticks.map(tick => (tick === 0 ? 'now' : `${tick} min`)),
        },
        { ...axis, size: 34 },
      ],
      series: [{}, series('Successes', closed), series('Failures', open), series('Rejected', quiet, [4, 3])],
    },
    [[], [], [], []],
    element,
  )
  return {
    draw(history, now) {
      if (Math.abs(chart.width - size().width) > 1) chart.setSize(size())
      chart.setData(pointsOf(history, now))
    },
    destroy: () => chart.destroy(),
  }
}

/** One point for every five seconds, those without calls too. */
const pointsOf = (history: BreakerHistory, now: number): [number[], number[], number[], number[]] => {
  const points: [number[], number[], number[], number[]] = [[], [], [], []]
  const buckets = new Map(history.buckets.map(bucket => [bucket.from, bucket]))
  const last = Math.floor(now / BUCKET_MS) * BUCKET_MS
  for (let from = last - SPAN_MS; from <= last; from += BUCKET_MS) {
    const { successes = 0, failures = 0, rejected = 0 } = buckets.get(from) ?? {}
    const values = [Math.min(0, (from + BUCKET_MS - now) / 60_000), successes, failures, rejected]
    for (const [index, value] of values.entries()) points[index]?.push(value)
  }
  return points
}
