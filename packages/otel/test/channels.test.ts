import diagnostics from 'node:diagnostics_channel'
import type { CircuitRejected, CircuitTransition } from '@recloser/core'
import { publishToChannels } from '@recloser/otel/channels'
import { expect, it, vi } from 'vitest'
import { createScene } from './outage.ts'

const subscribe = () => {
  const heard: unknown[] = []
  const hear = (message: unknown) => heard.push(message)
  diagnostics.subscribe('recloser:transition', hear)
  diagnostics.subscribe('recloser:rejected', hear)
  return {
    heard: heard as (CircuitTransition | CircuitRejected)[],
    unsubscribe() {
      diagnostics.unsubscribe('recloser:transition', hear)
      diagnostics.unsubscribe('recloser:rejected', hear)
    },
  }
}

it('publishes transitions and rejections to whoever subscribes, until it is undone', () => {
  const scene = createScene()
  const stop = publishToChannels(scene.manager)
  const { heard, unsubscribe } = subscribe()
  scene.fail('api')
  scene.refuse('api', 1)
  expect(heard).toMatchObject([
    { name: 'api', from: 'closed', to: 'open', reason: 'failure-threshold' },
    { name: 'api', state: 'open', retryAfterMs: 20_000 },
  ])
  stop()
  scene.refuse('api', 1)
  expect(heard).toHaveLength(2)
  unsubscribe()
})

it('does nothing where there are no channels', () => {
  vi.stubGlobal('process', { env: {} })
  const { manager, fail } = createScene()
  const stop = publishToChannels(manager)
  vi.unstubAllGlobals()
  const { heard, unsubscribe } = subscribe()
  fail('api')
  stop()
  expect(heard).toEqual([])
  unsubscribe()
})
