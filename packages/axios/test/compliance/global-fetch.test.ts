import { installFetch } from '@recloser/fetch'
import { afterEach, expect, it } from 'vitest'
import { guarded, patientBreakers, tally } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()
const breakers = patientBreakers()
const uninstall = installFetch(breakers)
afterEach(() => uninstall())

it('takes one permit where the global fetch has the same breakers, however the URL is spelled', async () => {
  const api = guarded(breakers)
  const { host } = new URL(server().url)
  const spellings = [
    `${server().url}/users`,
    server().url,
    `http://me:secret@${host}/a b`,
    `${server().url}/../c?d=é`,
  ]
  for (const url of spellings) await api.post(url, {}, { adapter: 'fetch' })
  expect(server().hits).toBe(spellings.length)
  expect(tally(breakers)).toBe(`${spellings.length} successes`)
})
