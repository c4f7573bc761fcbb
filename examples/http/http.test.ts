import { spawnSync } from 'node:child_process'
import { manualClock } from '@recloser/testing'
import { type MisbehavingServer, misbehavingServer } from '@recloser/testing/server'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { examples } from './examples.ts'

let server: MisbehavingServer
let otherServer: MisbehavingServer
beforeEach(async () => {
  server = await misbehavingServer()
  otherServer = await misbehavingServer()
})
afterEach(async () => {
  await server.close()
  await otherServer.close()
})

/** What each example says, on real sockets, when time passes as fast as it can. */
const said: Record<string, string[]> = {
  'axios-with-axios-retry': [
    'Ada, after 4 attempts',
    'ERR_CIRCUIT_OPEN after 5 more, 60 s to wait',
    'an axios error: true, with a response: false',
    'a hundred calls later the server has seen 0 of them',
  ],
  'ky-with-retries': [
    'Ada, after 4 attempts',
    'ERR_CIRCUIT_OPEN after 5 more, 60 s to wait',
    'unguarded: ok',
  ],
  'global-fetch': [
    'a library says: 200',
    'a library says: 503',
    'a library says: 503',
    'now open (failure-threshold)',
    'a library says: 503',
    'rejected: failure-threshold; requests sent: 0',
    'without breakers it says: 503',
  ],
  'three-clients': [
    'a failure of each: 1 of 1 breakers open',
    'axios: ERR_CIRCUIT_OPEN',
    'ky: ERR_CIRCUIT_OPEN',
    'fetch: ERR_CIRCUIT_OPEN',
    'requests the server saw: 3',
  ],
  'hosts-and-routes': [
    '503',
    '503',
    'Circuit breaker "one/checkout" is open (failure-threshold), retry in 30 s',
    'users of the same host: 200',
    '404',
    '404',
    '404',
    'Circuit breaker "other" is open (failure-threshold), retry in 60 s',
    'one: closed',
    'one/checkout: open',
    'GET one/users/:id: closed',
    'other: open',
  ],
  'last-good-answer': ['200 4.20', '503', '503', '200 4.20 (stale)', '200 4.30'],
}

it.each(Object.entries(examples))('%s says what it shows', async (name, example) => {
  const clock = manualClock()
  const lines: string[] = []
  const say = (line: string) =>
    lines.push(line.replaceAll(hostOf(server), 'one').replaceAll(hostOf(otherServer), 'other'))
  await example({ server, otherServer, clock, wait: async ms => clock.advance(ms), say })
  expect(lines).toEqual(said[name])
})

it('runs by itself, one example by its name', () => {
  const args = ['--conditions=@recloser/source', `${import.meta.dirname}/main.ts`]
  const run = (name: string) => spawnSync(process.execPath, [...args, name], { encoding: 'utf8' })
  expect(run('three-clients').stdout).toContain('requests the server saw: 3')
  expect(run('no-such')).toMatchObject({ status: 1, stderr: expect.stringContaining('three-clients') })
})

const hostOf = ({ url }: MisbehavingServer): string => new URL(url).host
