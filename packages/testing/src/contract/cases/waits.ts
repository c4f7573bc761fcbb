import { ok, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'

/** How long the server asks callers to stay away. */
export function waits(): readonly Definition[] {
  return [
    define('pauses for as long as a 429 asks, which is no failure and no trip', async scene => {
      await scene.play(status(429, { headers: { 'retry-after': '7' } }), ok)
      const api = scene.connect()
      let trips = 0
      api.breakers.manager.on('transition', ({ reason }) => {
        if (reason !== 'throttled' && reason !== 'due') trips += 1
      })
      same((await api.send()).status, 429, 'the status')
      api.expectTally({ throttled: 1 })
      const { retryAfterMs, reason } = await api.refusal()
      same([retryAfterMs, reason], [7_000, 'throttled'], 'the wait and its reason')
      same(api.breaker().getStatus().failureRate, 0, 'the failure rate')
      scene.clock.advance(6_999)
      await api.refusal()
      scene.clock.advance(1)
      same((await api.send()).status, 200, 'the status after seven seconds')
      same([trips, await scene.hits()], [0, 2], 'the trips, and the requests that came')
    }),

    define('does not make the next open period longer for a 429', async scene => {
      await scene.play(status(429, { headers: { 'retry-after': '7' } }), status(503))
      const api = scene.connect({ failureThreshold: 1 })
      await api.send()
      scene.clock.advance(7_000)
      await api.send()
      same((await api.refusal()).retryAfterMs, 60_000, 'the wait')
    }),

    define('stays open for at least as long as a 503 asks', async scene => {
      await scene.play(status(503, { headers: { 'retry-after': '90' } }))
      const api = scene.connect()
      await api.sendTimes(5)
      const { retryAfterMs, reason } = await api.refusal()
      same([retryAfterMs, reason], [90_000, 'failure-threshold'], 'the wait and its reason')
      api.expectTally({ failures: 5 })
    }),

    define('stays open no shorter than configured, whatever a 503 asks', async scene => {
      await scene.play(status(503, { headers: { 'retry-after': '1' } }))
      const api = scene.connect({ failureThreshold: 1 })
      await api.send()
      same((await api.refusal()).retryAfterMs, 60_000, 'the wait')
    }),

    define('reads a date against the date of the answer, whatever the time is here', async scene => {
      const headers = {
        date: 'Sun, 06 Nov 1994 08:49:37 GMT',
        'retry-after': 'Sun, 06 Nov 1994 08:49:49 GMT',
      }
      await scene.play(status(429, { headers }))
      const api = scene.connect()
      await api.send()
      same((await api.refusal()).retryAfterMs, 12_000, 'the wait')
    }),

    define('reads RateLimit where there is no Retry-After', async scene => {
      const headers = { ratelimit: '"burst";r=3;t=90, "daily";r=0;t=30' }
      await scene.play(status(429, { headers }))
      const api = scene.connect()
      await api.send()
      same((await api.refusal()).retryAfterMs, 30_000, 'the wait')
    }),

    define('never waits longer than the longest backoff', async scene => {
      await scene.play(status(429, { headers: { 'retry-after': '1000000' } }))
      const api = scene.connect({ maxBackoffMs: 200_000 })
      await api.send()
      same((await api.refusal()).retryAfterMs, 200_000, 'the wait')
    }),

    define('asks waitMs before it reads headers', async scene => {
      await scene.play(status(429, { headers: { 'retry-after': '7', 'x-reset-ms': '2500' } }))
      const api = scene.connect({ waitMs: exchange => Number(exchange.header('X-Reset-Ms')) })
      await api.send()
      same((await api.refusal()).retryAfterMs, 2_500, 'the wait')
    }),
  ]
}
