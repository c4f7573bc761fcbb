import axios, { type InternalAxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { isOlderThan } from '../test/harness.ts'
import { optionsOf, readRequest } from './request.ts'

const read = (config: object) => readRequest(config as InternalAxiosRequestConfig)
const options = (config: object) => optionsOf(config as InternalAxiosRequestConfig)

describe('readRequest', () => {
  it('names client, method and URL', () => {
    expect(read({ method: 'post', url: 'https://a.example/b' })).toEqual({
      client: 'axios',
      method: 'POST',
      url: 'https://a.example/b',
    })
    expect(read({ url: 'https://a.example' })?.method).toBe('GET')
  })

  it.each([
    [{ url: '/users', baseURL: 'https://a.example/v1' }, 'https://a.example/v1/users'],
    [{ url: '/users', baseURL: 'https://a.example/v1/' }, 'https://a.example/v1/users'],
    [{ url: 'users', baseURL: 'https://a.example/v1' }, 'https://a.example/v1/users'],
    [{ url: 'users', baseURL: 'https://a.example/v1/' }, 'https://a.example/v1/users'],
    [{ url: '', baseURL: 'https://a.example/v1' }, 'https://a.example/v1'],
    [{ baseURL: 'https://a.example/v1' }, 'https://a.example/v1'],
    [{ url: 'https://b.example', baseURL: 'https://a.example' }, 'https://b.example'],
    [{ url: '//b.example/c', baseURL: 'https://a.example' }, '//b.example/c'],
    [
      { url: 'https://b.example', baseURL: 'https://a.example', allowAbsoluteUrls: false },
      // Axios 1.7 has no such choice.
      isOlderThan('1.16.0') ? 'https://b.example' : 'https://a.example/https://b.example',
    ],
    [{ url: '/users', baseURL: '/api' }, '/api/users'],
    [{ url: '/users', baseURL: 'https://a.example', params: { page: 2 } }, 'https://a.example/users?page=2'],
    [{ url: 'https://a.example', params: { page: 2 } }, 'https://a.example?page=2'],
    [
      {
        url: '/users',
        baseURL: 'https://a.example',
        params: { page: 2 },
        paramsSerializer: { serialize: () => 'p=two' },
      },
      'https://a.example/users?p=two',
    ],
    [{ url: new URL('https://a.example/b') }, 'https://a.example/b'],
    [{}, ''],
  ])('resolves %j as axios does', (config, url) => {
    expect(read(config)?.url).toBe(url)
  })

  it('knows nothing of the defaults of other instances', () => {
    axios.defaults.params = { from: 'elsewhere' }
    const request = read({ url: '/users', baseURL: 'https://a.example' })
    delete axios.defaults.params
    expect(request?.url).toBe('https://a.example/users')
  })

  it('knows nothing of a request that axios cannot make', () => {
    const serialize = (): never => {
      throw new Error('no')
    }
    expect(read({ url: 'https://a.example', params: {}, paramsSerializer: { serialize } })).toBeUndefined()
  })
})

describe('optionsOf', () => {
  const socketPath = '/run/api.sock'

  it('gives what the request says', () => {
    expect(options({})).toBeUndefined()
    expect(options({ breaker: false })).toBe(false)
    const breaker = { key: 'search' }
    expect(options({ breaker })).toBe(breaker)
  })

  it('names a Unix socket, unless the request has a key of its own or wants no breaker', () => {
    const fallback = () => new Response()
    expect(options({ socketPath })).toEqual({ key: 'unix:/run/api.sock' })
    expect(options({ socketPath, breaker: { fallback } })).toEqual({ key: 'unix:/run/api.sock', fallback })
    expect(options({ socketPath, breaker: { key: undefined } })).toEqual({ key: 'unix:/run/api.sock' })
    expect(options({ socketPath, breaker: { key: 'api' } })).toEqual({ key: 'api' })
    expect(options({ socketPath, breaker: false })).toBe(false)
  })

  it('reads what getters say, and what is inherited, of a request over a Unix socket', () => {
    const fallback = () => new Response()
    class Defaults {
      get fallback() {
        return fallback
      }
    }
    expect(options({ socketPath, breaker: new Defaults() })).toEqual({ key: 'unix:/run/api.sock', fallback })
    expect(options({ socketPath, breaker: Object.create({ fallback }) as object })).toEqual({
      key: 'unix:/run/api.sock',
      fallback,
    })
  })
})
