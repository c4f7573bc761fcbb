import { callWithSignal } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'

describe('callWithSignal', () => {
  it('asks the classifier about what the function returns', async () => {
    const { breaker } = harness({ classify: ({ value }) => (value === 503 ? 'failure' : 'success') })
    expect(await callWithSignal(breaker, new AbortController().signal, () => 503)).toBe(503)
    expect(breaker.getStatus().metrics).toMatchObject({ failures: 1, successes: 0 })
  })

  it('measures a call from when it began', async () => {
    const { breaker, advance } = harness()
    advance(1_000)
    await callWithSignal(breaker, new AbortController().signal, () => advance(20))
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBe(20)
  })
})
