import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { isCircuitBreakerError } from '@recloser/core'
import { observeBreakers } from '@recloser/otel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createScene } from './outage.ts'

const contexts = new AsyncLocalStorageContextManager()
const tracer = new TracerProvider().getTracer('test')

beforeAll(() => {
  context.setGlobalContextManager(contexts.enable())
})
afterAll(() => context.disable())

const spanOf = async (options?: { spanEvents: boolean }) => {
  const scene = createScene()
  const stop = observeBreakers(scene.manager, options)
  scene.fail('api.example.com')
  const span = tracer.startSpan('GET')
  const call = () => scene.manager.get('api.example.com')?.call(async () => 'an answer')
  const error: unknown = await context
    .with(trace.setSpan(context.active(), span), call)
    ?.catch((thrown: unknown) => thrown)
  expect(isCircuitBreakerError(error)).toBe(true)
  stop()
  await context.with(trace.setSpan(context.active(), span), call)?.catch(() => undefined)
  return (span as unknown as { events: { name: string; attributes: unknown }[] }).events
}

it('puts one event on the span of a rejected call, until it is undone', async () => {
  expect(await spanOf()).toMatchObject([
    {
      name: 'recloser.rejected',
      attributes: {
        'recloser.breaker.name': 'api.example.com',
        'recloser.breaker.state': 'open',
        'recloser.reason': 'failure-threshold',
        'recloser.retry_after': 20,
      },
    },
  ])
})

it('puts none where that is turned off', async () => {
  expect(await spanOf({ spanEvents: false })).toEqual([])
})
