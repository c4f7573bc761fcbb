import { restore } from '@recloser/core'
import { routes } from '@recloser/core/http'
import { expect, it } from 'vitest'
import { createHttpBreakers } from './http-breakers.ts'

const breakers = () =>
  createHttpBreakers({
    failureThreshold: 7,
    hosts: {
      'api.example.com': {
        failureThreshold: 2,
        routes: routes({
          'GET /users/:id': { failureThreshold: 3 },
          '/users/me': { failureThreshold: 4 },
          '/files/*': { failureThreshold: 5 },
          '/': { failureThreshold: 6 },
        }),
      },
      '*.cdn.example.com': false,
    },
  })
const entry = { reason: 'failure-rate', waitMs: 60_000, trips: 1, backoffMs: 60_000 }
const restoring = (...names: string[]) => {
  const { manager, breakerFor } = breakers()
  restore(manager, { version: 1, at: Date.now(), breakers: names.map(name => ({ ...entry, name })) })
  return { manager, breakerFor }
}

it.each([
  ['https://api.example.com/other', 'GET', 2],
  ['https://api.example.com/users/7', 'GET', 3],
  ['https://api.example.com/users/me', 'POST', 4],
  ['https://api.example.com/files/a/b', 'GET', 5],
  ['https://api.example.com/', 'GET', 6],
  ['https://other.example:8443/users/7', 'GET', 7],
  ['http://[::1]:3000/', 'GET', 7],
])('restores the breaker of %s, %s with its own settings, before any request', (url, method, threshold) => {
  const name = breakers().breakerFor(url, method)?.name ?? ''
  const { manager, breakerFor } = restoring(name)
  expect(manager.get(name)?.config.failureThreshold).toBe(threshold)
  expect(manager.getOpenBreakers()).toEqual([name])
  expect(breakerFor(url, method)).toBe(manager.get(name))
})

it('makes a breaker that is asked for by hand as a request would', () => {
  expect(breakers().manager.getOrCreate('api.example.com').config.failureThreshold).toBe(2)
})

it('takes a key that is no host for a name with the settings of all others', () => {
  expect(restoring('tenant 4711').manager.get('tenant 4711')?.config.failureThreshold).toBe(7)
})

it.each([
  'img.cdn.example.com',
  'GET api.example.com/users/:user',
  'POST api.example.com/users/:id',
  'api.example.com/users/:id',
  'api.example.com/users/7',
  'api.example.com/gone',
  'other.example/users/me',
  '/',
  '\n/\n',
])('passes over %j, which no request would pass through', name => {
  expect([...restoring(name).manager]).toEqual([])
})
