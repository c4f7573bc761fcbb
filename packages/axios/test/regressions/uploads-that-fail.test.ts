import { Readable } from 'node:stream'
import { networkError } from '@recloser/testing'
import { describe, expect, it } from 'vitest'
import { failure, guarded, patientBreakers, tally } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

/** A stream that fails after its first part, as a file or an archive that cannot be read to its end. */
const failing = (error: Error): Readable => {
  let isFirst = true
  return new Readable({
    read() {
      if (isFirst) this.push('the first part')
      else this.destroy(error)
      isFirst = false
    },
  })
}

describe('an upload of the caller’s own that fails', () => {
  it.each([
    ['a file that is gone', Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })],
    ['an error without a code', new Error('zip failed')],
    ['an error that looks like the network’s', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ])('says nothing of the host: %s', async (_, error) => {
    const breakers = patientBreakers()
    const api = guarded(breakers)
    const request = api.post(server().url, failing(error), { adapter: 'http', maxRedirects: 0 })
    expect((await failure(request)).message).toContain(error.message)
    expect(tally(breakers)).toBe('1 ignored')
  })
})

describe('an upload that the host breaks off', () => {
  it.each(['reset', 'fin'] as const)('is the host’s failure: %s', async cut => {
    server().plan = networkError({ cut })
    const breakers = patientBreakers()
    const endless = new Readable({
      read() {
        setImmediate(() => this.push('x'.repeat(65_536)))
      },
    })
    await failure(guarded(breakers).post(server().url, endless, { adapter: 'http', maxRedirects: 0 }))
    endless.destroy()
    expect(tally(breakers)).toBe('1 failures')
  })
})
