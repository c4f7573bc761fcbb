import { installBreakers } from '@recloser/axios'
import axios, { type AxiosInstance } from 'axios'
import { expect, it } from 'vitest'
import { answering, failure, patientBreakers, tally } from '../harness.ts'

const url = 'https://api.example.com/users'

/** What plugins that cache do: an interceptor that gives a request whose answer is known an adapter of its own. */
const cache = (api: AxiosInstance): void => {
  api.interceptors.request.use(config => Object.assign(config, { adapter: answering(200, 'cached') }))
}

it('lets a cache that was installed before the breakers answer unasked, open or not', async () => {
  const api = axios.create({ adapter: answering() })
  const breakers = patientBreakers()
  cache(api)
  installBreakers(api, breakers)
  breakers.breakerFor(url)?.forceOpen()
  expect((await api.get(url)).data).toBe('cached')
  expect(tally(breakers)).toBe('')
})

it('takes a cache that was installed after the breakers for the network', async () => {
  const api = axios.create({ adapter: answering() })
  const breakers = patientBreakers()
  installBreakers(api, breakers)
  cache(api)
  expect((await api.get(url)).data).toBe('cached')
  expect(tally(breakers)).toBe('1 successes')
  breakers.breakerFor(url)?.forceOpen()
  expect(await failure(api.get(url))).toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
})
