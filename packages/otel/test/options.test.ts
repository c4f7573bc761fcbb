import { createHttpBreakers } from '@recloser/core/http'
import { observeBreakers } from '@recloser/otel'
import { registerBreakerMetrics } from '@recloser/otel/prom-client'
import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { createScene, playOutage } from './outage.ts'
import { promRoad } from './roads.ts'

const { manager } = createScene()

it.each([0, -1, 1.5, Number.NaN])('refuses %d series', maxSeries => {
  expect(() => observeBreakers(manager, { maxSeries })).toThrow(
    new RangeError(`maxSeries must be a whole number >= 1, got ${maxSeries}`),
  )
})

it('refuses what is no manager, and says what to pass', () => {
  const wrong = createHttpBreakers() as never
  expect(() => observeBreakers(wrong)).toThrow(TypeError)
  expect(() => registerBreakerMetrics(new Registry(), wrong)).toThrow('with HTTP breakers: breakers.manager')
})

it('refuses names of a library that it does not know', () => {
  expect(() => registerBreakerMetrics(new Registry(), manager, { aliases: ['polly' as never] })).toThrow(
    'aliases must be of "resilience4j" and "opossum", got "polly"',
  )
})

it('reports under the names of resilience4j and opossum-prometheus where asked to', async () => {
  const scene = createScene()
  const road = promRoad(scene, { aliases: ['resilience4j', 'opossum'] })
  playOutage(scene)
  const text = await road.scrape()
  for (const line of [
    'resilience4j_circuitbreaker_calls_seconds_count{name="api.example.com:8443",kind="failed"} 6',
    'resilience4j_circuitbreaker_not_permitted_calls_total{name="payments",kind="not_permitted"} 2',
    'resilience4j_circuitbreaker_state{name="api.example.com:8443",state="open"} 1',
    'resilience4j_circuitbreaker_failure_rate{name="api.example.com:8443"} 100',
    'resilience4j_circuitbreaker_buffered_calls{name="api.example.com:8443",kind="failed"} 3',
    'circuit{name="api.example.com:8443",event="fire"} 30',
    'circuit{name="api.example.com:8443",event="reject"} 16',
    'circuit{name="api.example.com:8443",event="failure"} 6',
    'circuit{name="api.example.com:8443",event="open"} 2',
    'circuit{name="api.example.com:8443",event="halfOpen"} 1',
  ])
    expect(text).toContain(line)
  await road.stop()
})

it('takes attributes of its own, for prom-client with their labels', async () => {
  const scene = createScene()
  const road = promRoad(scene, { attributesOf: name => ({ team: name.slice(0, 1) }), labels: ['team'] })
  scene.succeed('payments')
  expect(await road.scrape()).toContain(
    'recloser_calls_total{team="p",recloser_breaker_name="payments",recloser_outcome="success"} 1',
  )
  await road.stop()
})
