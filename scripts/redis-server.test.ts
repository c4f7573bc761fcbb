import { afterEach, expect, it, vi } from 'vitest'
import { findRedisServer, installRedisCommand, installRedisServer } from './redis-server.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('takes the server that the environment names', () => {
  vi.stubEnv('REDIS_SERVER_PATH', import.meta.filename)
  expect(findRedisServer()).toBe(import.meta.filename)
})

it('refuses a name that leads nowhere, instead of taking another server', () => {
  vi.stubEnv('REDIS_SERVER_PATH', '/no/such/server')
  expect(findRedisServer).toThrow('REDIS_SERVER_PATH names no file: /no/such/server')
})

it('finds and installs none where the environment asks for none', () => {
  vi.stubEnv('REDIS_SERVER_PATH', '')
  expect(findRedisServer()).toBeUndefined()
  expect(installRedisServer()).toBe(false)
})

it('knows what to type', () => {
  expect(installRedisCommand()).toMatch(/install redis/)
})
