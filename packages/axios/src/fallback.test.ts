import { createHttpBreakers, type Fallback, installBreakers } from '@recloser/axios'
import axios, { AxiosError, type AxiosRequestConfig, getAdapter, type ResponseType } from 'axios'
import { describe, expect, it } from 'vitest'
import { answering } from '../test/harness.ts'

const url = 'https://api.example.com/users'

/** An instance whose circuit is open. */
const open = (fallback: Fallback, defaults: AxiosRequestConfig = {}) => {
  const api = axios.create({ adapter: answering(), ...defaults })
  const breakers = createHttpBreakers({ fallback })
  breakers.breakerFor(url)?.forceOpen()
  installBreakers(api, breakers)
  return api
}

const json = () =>
  Response.json({ id: 7 }, { status: 203, statusText: 'From memory', headers: { 'X-From': 'memory' } })

describe('a fallback', () => {
  it('answers as an adapter does', async () => {
    const response = await open(json).get(url)
    expect(response).toMatchObject({
      data: { id: 7 },
      status: 203,
      statusText: 'From memory',
      config: { url },
    })
    expect(response.headers['x-from']).toBe('memory')
    expect(response.request).toBeUndefined()
  })

  it('is told of the request, query and all, and of the rejection', async () => {
    const told: unknown[] = []
    await open((rejection, request) => {
      told.push(request, rejection.breakerName)
      return json()
    }).get(url, { params: { page: 2 } })
    expect(told).toEqual([{ client: 'axios', method: 'GET', url: `${url}?page=2` }, 'api.example.com'])
  })

  it('goes through the transforms of the config', async () => {
    const { data } = await open(json).get(url, { transformResponse: (text: string) => text.length })
    expect(data).toBe('{"id":7}'.length)
  })

  it.each([{}, { responseType: '' as ResponseType }, { responseType: 'json' as const }])(
    'is parsed with %j',
    async request => {
      expect((await open(json).get(url, request)).data).toEqual({ id: 7 })
    },
  )

  it('answers as text', async () => {
    const { data } = await open(json).get(url, { responseType: 'text', transformResponse: [] })
    expect(data).toBe('{"id":7}')
  })

  it('answers as a blob', async () => {
    const { data } = await open(json).get<Blob>(url, { responseType: 'blob' })
    expect(data).toBeInstanceOf(Blob)
    expect(await data.text()).toBe('{"id":7}')
  })

  it('answers as bytes, of the kind that the adapter gives', async () => {
    const request = { responseType: 'arraybuffer' } as const
    const { data } = await open(json).get<ArrayBuffer>(url, request)
    expect(data).toBeInstanceOf(ArrayBuffer)
    expect(new TextDecoder().decode(data)).toBe('{"id":7}')
    const { data: buffer } = await open(json, { adapter: 'http' }).get<Buffer>(url, request)
    expect(buffer.toString('utf8')).toBe('{"id":7}')
    const { data: fetched } = await open(json, { adapter: getAdapter('fetch') }).get<ArrayBuffer>(
      url,
      request,
    )
    expect(fetched).toBeInstanceOf(ArrayBuffer)
  })

  it.each(['stream', 'document', 'formdata'] as const)(
    'cannot answer as %s, and says so',
    async responseType => {
      const error = await open(json)
        .get(url, { responseType })
        .catch((failure: unknown) => failure)
      expect(error).toBeInstanceOf(AxiosError)
      expect(error).toMatchObject({
        code: 'ERR_NOT_SUPPORT',
        message: `A fallback answers as text, json, arraybuffer or blob, not as responseType "${responseType}"`,
        config: { url },
      })
    },
  )

  it.each([
    [404, 'ERR_BAD_REQUEST'],
    [500, 'ERR_BAD_RESPONSE'],
    [302, 'ERR_BAD_RESPONSE'],
  ])('is refused by validateStatus as any %i is', async (status, code) => {
    const error = await open(() => new Response('no', { status }))
      .get(url)
      .catch((failure: unknown) => failure)
    expect(error).toMatchObject({
      isAxiosError: true,
      message: `Request failed with status code ${status}`,
      code,
      status,
      response: { status, data: 'no' },
    })
  })

  it.each([() => true, null])(
    'is taken, whatever its status, where validateStatus says so',
    async validateStatus => {
      const { status } = await open(() => new Response('no', { status: 500 })).get(url, { validateStatus })
      expect(status).toBe(500)
    },
  )

  it('of the request goes before that of the settings', async () => {
    const fallback = () => new Response('mine')
    expect((await open(json).get(url, { breaker: { fallback } })).data).toBe('mine')
  })

  it('hands what it throws to the caller', async () => {
    const mine = new Error('nothing in memory')
    await expect(open(() => Promise.reject(mine)).get(url)).rejects.toBe(mine)
  })
})
