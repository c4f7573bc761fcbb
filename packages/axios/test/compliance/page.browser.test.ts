import { createHttpBreakers, installBreakers, routes } from '@recloser/axios'
import axios from 'axios'
import { expect, it } from 'vitest'
import { answering, patientBreakers, tally } from '../harness.ts'

it('resolves relative URLs against the page', async () => {
  const breakers = patientBreakers({
    hosts: { [location.host]: { routes: routes({ '/api/users/:id': {} }) } },
  })
  const api = axios.create({ baseURL: '/api', adapter: answering() })
  installBreakers(api, breakers)
  await api.get('users/7')
  expect([...breakers.manager].map(({ name }) => name)).toEqual([
    location.host,
    `${location.host}/api/users/:id`,
  ])
})

it('takes the first adapter that a page has, and sees its headers', async () => {
  const seen: (string | null)[] = []
  const breakers = createHttpBreakers({
    classify: exchange => {
      seen.push(exchange.header('Content-Type'))
      return undefined
    },
  })
  const api = axios.create()
  installBreakers(api, breakers)
  const { request } = await api.get(location.href)
  expect(request).toBeInstanceOf(XMLHttpRequest)
  expect(seen).toEqual([expect.stringContaining('text/html')])
  expect(tally(breakers)).toBe('1 successes')
})

it('gives the bytes of a fallback as XHR does', async () => {
  const breakers = createHttpBreakers({ fallback: () => new Response('bytes') })
  const api = axios.create()
  installBreakers(api, breakers)
  breakers.breakerFor('/users')?.forceOpen()
  const { data } = await api.get<ArrayBuffer>('/users', { responseType: 'arraybuffer' })
  expect(data).toBeInstanceOf(ArrayBuffer)
})

it('ignores a malformed URL of which XHR complains by itself', async () => {
  const breakers = patientBreakers()
  const api = axios.create()
  installBreakers(api, breakers)
  await expect(api.request({ url: '/users', method: 'IN VALID' })).rejects.toThrow(/IN VALID/)
  expect(tally(breakers)).toBe('1 ignored')
})
