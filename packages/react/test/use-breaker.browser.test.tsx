import { type RefreshOptions, useBreaker, useRetryAfterMs } from '@recloser/react'
import { expect, it, vi } from 'vitest'
import { perform, recorder, scene, setHidden, stopTime } from './harness.tsx'

stopTime()

const statusRecorder = () =>
  recorder(({ name, refreshMs }: { name: string } & RefreshOptions) => useBreaker(name, { refreshMs }))

it('shows each state as it comes, half-open at the moment when the open period is over', async () => {
  const { manager, fail, succeed, advance, show } = scene()
  const { values, Recorder } = statusRecorder()
  const states = () => values.map(status => status?.state)
  await show(<Recorder name="api" />)
  await perform(() => manager.create('api'))
  await fail('api')
  await advance(9_999)
  expect(states()).toEqual([undefined, 'closed', 'open'])
  await advance(1)
  expect(states()).toEqual([undefined, 'closed', 'open', 'half-open'])
  await succeed('api')
  expect(values.at(-1)?.lastTransition?.reason).toBe('probes-succeeded')
  expect(values.at(-1)?.state).toBe('closed')
})

it('shows nothing once the breaker is removed, and a new one of the same name as new', async () => {
  const { manager, fail, show } = scene()
  const { values, Recorder } = statusRecorder()
  manager.create('api', { failureThreshold: 9 })
  await fail('api')
  await show(<Recorder name="api" />)
  await perform(() => manager.remove('api'))
  await perform(() => manager.create('api'))
  expect(values.map(status => status?.metrics.failures)).toEqual([1, undefined, 0])
  await perform(() => {
    manager.remove('api')
    manager.create('api', { failureThreshold: 7 })
  })
  expect(values.at(-1)?.failureThreshold).toBe(7)
})

it('shows nothing once the breaker has made room for another', async () => {
  const { manager, succeed, show } = scene({}, 1)
  const { values, Recorder } = statusRecorder()
  await succeed('api')
  await show(<Recorder name="api" />)
  await perform(() => manager.getOrCreate('other'))
  expect(values.map(status => status?.state)).toEqual(['closed', undefined])
})

it('follows the name it is given', async () => {
  const { fail, succeed, show } = scene()
  const { values, Recorder } = statusRecorder()
  await fail('a')
  await succeed('b')
  const { rerender } = await show(<Recorder name="a" />)
  await rerender(<Recorder name="b" />)
  await fail('a')
  await fail('b')
  expect(values.map(status => status && `${status.name} ${status.state}`)).toEqual([
    'a open',
    'b closed',
    'b open',
  ])
})

it('answers with the same object while nothing changed', async () => {
  const { succeed, show } = scene()
  const { values, Recorder } = statusRecorder()
  await succeed('api')
  const { rerender } = await show(<Recorder name="api" />)
  await succeed('api')
  await rerender(<Recorder name="api" />)
  expect(values).toHaveLength(2)
  expect(values[1]).toBe(values[0])
})

it('does not render for calls, nor for what another breaker does', async () => {
  const { manager, fail, show } = scene()
  const { values, Recorder } = statusRecorder()
  const breaker = manager.create('api', { failureThreshold: 1_000, failureRateThreshold: false })
  await show(<Recorder name="api" />)
  await perform(() => {
    for (let call = 0; call < 999; call += 1) breaker.settle(breaker.acquire(), 'failure')
  })
  await fail('other')
  expect(values).toHaveLength(1)
})

it('follows the numbers where it is asked to, once an interval and only when they differ', async () => {
  const { manager, advance, show } = scene()
  const { values, Recorder } = statusRecorder()
  const breaker = manager.create('api')
  await show(<Recorder name="api" refreshMs={500} />)
  for (let ms = 0; ms < 2_000; ms += 1) {
    breaker.settle(breaker.acquire(), 'success')
    vi.advanceTimersByTime(1)
  }
  await advance(0)
  expect(values.map(status => status?.metrics.successes)).toEqual([0, 2_000])
  values.length = 0
  for (let round = 0; round < 4; round += 1) {
    for (let call = 0; call < 100; call += 1) breaker.settle(breaker.acquire(), 'success')
    await advance(500)
  }
  await advance(5_000)
  expect(values.map(status => status?.metrics.successes)).toEqual([2_100, 2_200, 2_300, 2_400])
})

it('shows a longer wait and a force over an open breaker at once', async () => {
  const { manager, fail, show } = scene()
  const { values, Recorder } = statusRecorder()
  const countdown = recorder(() => useRetryAfterMs('api'))
  await fail('api')
  await show([<Recorder key="status" name="api" />, <countdown.Recorder key="countdown" />])
  await perform(() => manager.get('api')?.pause(60_000))
  expect(values.map(status => status?.retryAfterMs)).toEqual([10_000, 60_000])
  expect(countdown.values).toEqual([10_000, 60_000])
  await perform(() => manager.get('api')?.forceOpen({ reason: 'migration' }))
  expect(values.at(-1)).toMatchObject({ forced: true, reason: 'migration', retryAfterMs: undefined })
  expect(countdown.values.at(-1)).toBeUndefined()
})

it('shows what happened meanwhile when the page is shown again, and keeps no time while it is hidden', async () => {
  const { fail, advance, show } = scene()
  const { values, Recorder } = statusRecorder()
  await fail('api')
  await show(<Recorder name="api" refreshMs={100} />)
  await setHidden(true)
  expect(vi.getTimerCount()).toBe(0)
  await advance(60_000)
  expect(values).toHaveLength(1)
  await setHidden(false)
  expect(values.map(status => status?.state)).toEqual(['open', 'half-open'])
  expect(vi.getTimerCount()).toBe(1)
})

it.each([0, 15, Number.NaN, Infinity])('throws where refreshMs is %d', async refreshMs => {
  const { show } = scene()
  const { Recorder } = statusRecorder()
  const shown = show(<Recorder name="api" refreshMs={refreshMs} />)
  await expect(shown).rejects.toThrow(new RangeError(`refreshMs must be a number >= 16, got ${refreshMs}`))
})
