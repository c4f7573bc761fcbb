import { execFileSync } from 'node:child_process'
import { afterAll, assert, beforeAll, describe, expect, it, vi } from 'vitest'
import { findPrometheus } from '../../../scripts/prometheus.ts'
import { asked, readBoard, readRules, rulesPath, rulesTestPath } from './board.ts'
import { added, covered, expectedLines } from './expected.ts'
import { createScene, playOutage, type Scene } from './outage.ts'
import { type PrometheusServer, type Series, startPrometheus } from './prometheus-server.ts'
import { addressOf, otelRoad, promRoad, type Road } from './roads.ts'
import { keyOf, type Lines } from './scrape.ts'

const prometheus = findPrometheus()
const patiently = { timeout: 30_000, interval: 100 }

const linesOf = (series: readonly Series[]): Lines =>
  new Map(
    series.map(({ metric: { __name__: name = '', ...labels }, value }) => [
      keyOf(name, labels, added),
      Number(value[1]),
    ]),
  )

const many = 1_000
const troubled = ['host-3.example.com', 'host-500.example.com', 'host-999.example.com']

describe.skipIf(prometheus === undefined)('a real Prometheus', { timeout: 60_000 }, () => {
  let outage: Scene
  let crowd: Scene
  let roads: Road[]
  let server: PrometheusServer

  beforeAll(async () => {
    if (prometheus === undefined) throw new Error('no Prometheus')
    outage = createScene()
    crowd = createScene()
    for (let index = 0; index < many; index += 1) crowd.succeed(`host-${index}.example.com`)
    // The first calls of all, so that what follows is growth that a rate can see.
    playOutage(outage)
    const [otel, prom, crowdOtel, crowdProm] = [
      otelRoad(outage),
      promRoad(outage),
      otelRoad(crowd),
      promRoad(crowd),
    ]
    roads = [otel, prom, crowdOtel, crowdProm]
    server = await startPrometheus(prometheus, {
      otel: await addressOf(otel.server),
      prom: await addressOf(prom.server),
      'crowd-otel': await addressOf(crowdOtel.server),
      'crowd-prom': await addressOf(crowdProm.server),
    })
    await vi.waitFor(async () => {
      const first = await server.query('sum by (job) (recloser_breaker_count)')
      assert.sameMembers(
        first.map(({ metric }) => metric['job']),
        ['crowd-otel', 'crowd-prom', 'otel', 'prom'],
      )
    }, patiently)
    outage.clock.advance(60_000)
    playOutage2(outage)
    for (const name of troubled) crowd.fail(name)
    for (const name of troubled) crowd.refuse(name, 10)
  }, 60_000)

  afterAll(async () => {
    await server.stop()
    for (const road of roads) await road.stop()
  })

  it.each(['otel', 'prom'])('stores by the road %s, line by line, what the statuses say', async job => {
    await vi.waitFor(async () => {
      const stored = await server.query(`{__name__=~"recloser_.+", job="${job}"}`)
      expect(covered(linesOf(stored))).toEqual(covered(expectedLines(outage.manager)))
    }, patiently)
  })

  it.each(['crowd-otel', 'crowd-prom'])(
    'sees by the road %s all three that are open of a thousand',
    async job => {
      await vi.waitFor(async () => {
        const open = await server.query(
          `recloser_breaker_status{job="${job}", recloser_breaker_state="open"} == 1`,
        )
        expect(open.map(({ metric }) => String(metric['recloser_breaker_name'])).toSorted()).toEqual(troubled)
      }, patiently)
      const [count] = await server.query(
        `recloser_breaker_count{job="${job}", recloser_breaker_state="closed"}`,
      )
      expect(count?.value[1]).toBe(String(many - troubled.length))
      const [total] = await server.query(`sum(recloser_calls_total{job="${job}"})`)
      expect(total?.value[1]).toBe(String(many + 9))
      const overflow = await server.query(`{otel_metric_overflow="true", job="${job}"}`)
      expect(overflow).toEqual([])
    },
  )

  const questions = readBoard().panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [title, asked(expr)] as const),
  )
  it.each(questions)('answers the panel "%s" with series: %s', async (_title, expression) => {
    await vi.waitFor(async () => {
      expect(await server.query(expression)).not.toEqual([])
    }, patiently)
  })

  it.each(readRules())('knows the series of the alert $alert', async ({ expr }) => {
    await vi.waitFor(async () => {
      // The series without the threshold: whether the alert fires is what promtool tests.
      expect(
        await server.query(expr.replaceAll(/[>]=? [\d.]+/g, '').replaceAll(/\[\d+m\]/g, '[1m]')),
      ).not.toEqual([])
    }, patiently)
  })

  it('accepts the alerts, which fire when they should', () => {
    const promtool = (...words: string[]) =>
      execFileSync(prometheus?.promtool ?? '', words, { encoding: 'utf8' })
    expect(promtool('check', 'rules', rulesPath)).toContain('SUCCESS: 6 rules found')
    expect(promtool('test', 'rules', rulesTestPath)).toContain('SUCCESS')
  })
})

/** The failing host is back, and fails once more. */
const playOutage2 = (scene: Scene): void => {
  scene.succeed('api.example.com:8443', 4)
  scene.fail('api.example.com:8443')
  scene.refuse('api.example.com:8443', 20)
  scene.succeed('GET shop.example.com/items/:id', 40)
}
