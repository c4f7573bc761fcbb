import { hang, ok } from '@recloser/testing'
import type { Options } from 'ky'
import { describe, expect, it } from 'vitest'
import { errorOf, guarded, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()
const timedOut = AbortSignal.abort(new DOMException('took too long', 'TimeoutError'))

describe('a signal that is over before the attempt', () => {
  it.each([
    ['a time-out', timedOut],
    ['a change of mind', AbortSignal.abort('changed my mind')],
  ])('takes no permit, and rejects as ky does: %s', async (_, signal) => {
    const watch = watched({ failureThreshold: 1 })
    const own = await errorOf(() => guarded(watched())(server().url, { signal, fetch: globalThis.fetch }))
    expect(await errorOf(() => guarded(watch)(server().url, { signal }))).toBe(own)
    expect(await errorOf(() => guarded(watch)(new Request(server().url, { signal })))).toBe(own)
    expect([server().hits, watch.outcomes]).toEqual([0, []])
  })

  it('takes none for a hook that ends the call before it is sent', async () => {
    const watch = watched()
    const caller = new AbortController()
    const options: Options = {
      signal: caller.signal,
      hooks: { beforeRequest: [() => caller.abort()] },
    }
    await errorOf(() => guarded(watch)(server().url, options))
    expect([server().hits, watch.outcomes]).toEqual([0, []])
  })

  it('leaves a half-open circuit as it is', async () => {
    const watch = watched({ halfOpenMaxCalls: 1, successThreshold: 1 })
    const breaker = watch.breakers.breakerFor(server().url)
    breaker?.forceOpen({ forMs: 0.001 })
    await errorOf(() => guarded(watch)(server().url, { signal: timedOut }))
    expect(breaker?.state).toBe('half-open')
    server().plan = ok
    await guarded(watch)(server().url)
    expect(breaker?.state).toBe('closed')
  })

  it('says what ended the call, and not that the circuit is open', async () => {
    const watch = watched()
    watch.breakers.breakerFor(server().url)?.forceOpen()
    expect(await errorOf(() => guarded(watch)(server().url, { signal: timedOut }))).toBe(timedOut.reason)
  })
})

it('counts one failure for a call whose signal times out, however often it may be retried', async () => {
  server().plan = hang
  const watch = watched()
  await errorOf(() => guarded(watch, 4)(server().url, { signal: AbortSignal.timeout(60) }))
  expect(watch.outcomes).toEqual(['failure'])
})
