import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Evidence, SiteEvidence } from './evidence.ts'
import { fastPace } from './pace.ts'
import { noPaint } from './paint.ts'
import { play } from './play.ts'
import { run } from './run.ts'
import { scenario } from './scenario.ts'
import { claimsOf } from './verdict.ts'

const forever = new AbortController().signal
const nowhere = { show: () => {}, close: () => {} }

describe('the verdict', () => {
  let evidence: Evidence
  beforeAll(async () => {
    const result = await run(scenario, fastPace(), nowhere, forever)
    if (result === undefined) throw new Error('the demo ended early')
    evidence = result
  }, 30_000)

  const failing = (changes: { catalog?: Partial<SiteEvidence>; payments?: Partial<SiteEvidence> }) =>
    claimsOf({
      scenario,
      catalog: { ...evidence.catalog, ...changes.catalog },
      payments: { ...evidence.payments, ...changes.payments },
    })
      .filter(({ holds }) => !holds)
      .map(({ text }) => text.split(/[ :]/)[0])

  it('finds every claim borne out by the logs of callers, breakers and servers', () => {
    expect(claimsOf(evidence).filter(({ holds }) => !holds)).toEqual([])
    expect(claimsOf(evidence)).toHaveLength(5)
  })

  it('misses the trip', () => {
    const transitions = evidence.payments.transitions.slice(1)
    expect(failing({ payments: { transitions } })).toContain('Noticed')
  })

  it('misses the recovery', () => {
    const transitions = evidence.payments.transitions.slice(0, -1)
    expect(failing({ payments: { transitions } })).toEqual(['Back'])
  })

  it('misses an answer after the recovery', () => {
    const calls = evidence.payments.calls.with(279, { path: '/calls/280', atMs: 13_950, fate: 'failed' })
    expect(failing({ payments: { calls } })).toEqual(['Back'])
  })

  it('finds a request that reached the server though its call was rejected', () => {
    const rejected = evidence.payments.calls.find(({ fate }) => fate === 'rejected')
    const [entry] = evidence.payments.log
    if (rejected === undefined || entry === undefined) throw new Error('nothing was rejected')
    const log = [...evidence.payments.log, { ...entry, path: rejected.path, outcome: 'status 503' }]
    expect(failing({ payments: { log } })).toEqual(['Three'])
  })

  it('finds a call that was answered though no server has seen it', () => {
    const log = evidence.catalog.log.map(entry => ({ ...entry, path: entry.path.replace(/^.calls.7$/, '/') }))
    expect(failing({ catalog: { log } })).toEqual(['Three'])
  })

  it('finds calls of the outage that nobody spared', () => {
    const calls = evidence.payments.calls.map(call => ({ ...call, fate: 'failed' as const }))
    expect(failing({ payments: { calls } })).toContain('Spared')
  })

  it('finds one call to the healthy host that failed', () => {
    const calls = evidence.catalog.calls.with(0, { path: '/calls/1', atMs: 0, fate: 'failed' })
    expect(failing({ catalog: { calls } })).toEqual(['The'])
  })
})

describe('the exit code', () => {
  const stalls = { output: { write: () => {} }, paint: noPaint, term: undefined }

  it('is 1 when there was no outage to see', async () => {
    const calm = { ...scenario, outageFromMs: 20_000, outageToMs: 21_000 }
    expect(await play(calm, fastPace(), stalls, forever)).toBe(1)
  }, 30_000)

  it('is 1 when the outage never ends', async () => {
    expect(await play({ ...scenario, outageToMs: Infinity }, fastPace(), stalls, forever)).toBe(1)
  }, 30_000)
})

describe('the program', () => {
  const start = (...args: string[]): { child: ChildProcess; read: () => string } => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url))
    const { FORCE_COLOR: _, ...env } = process.env
    const child = spawn(process.execPath, ['--conditions=@recloser/source', main, ...args], { env })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (text += String(chunk)))
    return { child, read: () => text }
  }

  it('shows outage and recovery on real sockets, in plain lines where there is no terminal', async () => {
    const { child, read } = start('--fast')
    const [code] = (await once(child, 'close')) as [number]
    expect(read()).not.toContain('\u001B')
    expect(read().match(/^ ✓ .+$/gm)).toEqual([
      ' ✓ Noticed after 200 ms: 5 failures in a row',
      expect.stringMatching(/^ ✓ Spared 11\d of the 120 calls made in the outage: the server saw \d$/),
      expect.stringMatching(
        /^ ✓ Back [01]\.\d s after the outage: \d+ of \d+ calls since answered, 2 probes failed$/,
      ),
      ' ✓ The healthy host never noticed: 280 of its 280 calls answered',
      expect.stringMatching(
        /^ ✓ Three logs agree: 560 calls, \d+ at the servers, \d+ rejected, 0 in flight$/,
      ),
    ])
    expect(code).toBe(0)
  }, 30_000)

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'ends early on %s, with code %i',
    async (signal, expected) => {
      const { child, read } = start()
      if (child.stdout !== null) await once(child.stdout, 'data')
      child.kill(signal)
      expect(await once(child, 'close')).toEqual([expected, null])
      expect(read()).not.toContain('✓')
    },
    30_000,
  )
})
