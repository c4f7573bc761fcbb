import { describe, expect, it } from 'vitest'
import { exchangeOf, readResponse } from './exchange.ts'

describe('readResponse', () => {
  it('reads a response as it is, of whatever status', () => {
    const response = new Response('down', { status: 503 })
    expect(readResponse(response)).toBe(response)
  })

  it('reads a network error that a worker made as one', () => {
    expect(readResponse(Response.error())).toEqual({ kind: 'network' })
  })
})

describe('exchangeOf', () => {
  const request = { client: 'axios', method: 'GET', url: 'https://api.example.com/' } as const

  it.each([undefined, null])('knows a missing header by null, where the client says %s', missing => {
    const { header } = exchangeOf(request, { headers: { get: () => missing } }, undefined, 0)
    expect(header('retry-after')).toBeNull()
  })

  it('reads a header as text, where the client has a number or a list', () => {
    const values: Record<string, unknown> = { age: 7, via: ['a', 'b'] }
    const { header } = exchangeOf(request, { headers: { get: name => values[name] } }, undefined, 0)
    expect([header('age'), header('via')]).toEqual(['7', 'a,b'])
  })
})
