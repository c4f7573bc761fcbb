import { CircuitBreakerManager } from '@recloser/core'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACL_LINE } from '../src/client/rights.ts'
import { FleetRightsError, shareBreakers } from '../src/index.ts'
import { openNodeRedis } from './place.ts'
import { hasRedis, type RealServer, startRealServer } from './real-server.ts'
import { seamOverToday } from './seam-over-today.ts'
import { HOST } from './town.ts'

/** What the clients themselves need, beside what sharing does; the test asks for none of it. */
const OF_CLIENTS = ['ping', 'hello', 'info']
const commands = ACL_LINE.split(' ')
  .filter(word => word.startsWith('+'))
  .map(word => word.slice(1))
  .filter(command => !OF_CLIENTS.includes(command))

describe.runIf(hasRedis())('the rights of the store’s user', () => {
  let server: RealServer
  let admin: Awaited<ReturnType<typeof openNodeRedis>>
  beforeAll(async () => {
    server = await startRealServer()
    admin = await openNodeRedis(server.path)
  })
  afterAll(async () => {
    await admin.end()
    await server.close()
  })

  const join = async (client: 'redis' | 'ioredis', ...rights: string[]) => {
    await admin.client.aclSetUser('fleet', ['reset', 'on', '>secret', ...ACL_LINE.split(' '), ...rights])
    const seam = seamOverToday(new CircuitBreakerManager())
    if (client === 'ioredis') {
      const own = new Redis({ path: server.path, username: 'fleet', password: 'secret' })
      own.on('error', () => {})
      return shareBreakers(seam, own).finally(() => own.disconnect())
    }
    const own = createClient({
      socket: { path: server.path, tls: false },
      username: 'fleet',
      password: 'secret',
    })
    own.on('error', () => {})
    await own.connect()
    const fleet = await shareBreakers(seam, own).catch((error: unknown) => {
      own.destroy()
      throw error
    })
    return { ...fleet, close: () => fleet.close().finally(() => own.destroy()) }
  }

  it.each(['redis', 'ioredis'] as const)('are enough with the documented line, by %s', async client => {
    const fleet = await join(client)
    expect(fleet.getStatus()).toMatchObject({ store: 'found', live: 1 })
    await fleet.close()
  })

  it('are enough for all that a fleet does', async () => {
    const fleet = await join('redis')
    await fleet.forceOpen(HOST, { forMs: 1_000, actor: 'ann' })
    await fleet.release(HOST, { actor: 'ann' })
    expect(fleet.getStatus().operations).toMatchObject({ failed: 0, missed: 0 })
    await fleet.close()
  })

  it.each(commands)('are found wanting at the start without %s', async command => {
    const error = await join('redis', `-${command}`).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(FleetRightsError)
    expect(String(error)).toContain(command)
    expect(String(error)).toContain('ACL SETUSER <user> ~{recloser:* &{recloser:* +evalsha')
  })

  it.each([
    ['keys', 'resetkeys'],
    ['channels', 'resetchannels'],
  ])('are found wanting at the start without the %s', async (_, right) => {
    await expect(join('redis', right)).rejects.toThrow(FleetRightsError)
    await expect(join('ioredis', right)).rejects.toThrow(FleetRightsError)
  })
})
