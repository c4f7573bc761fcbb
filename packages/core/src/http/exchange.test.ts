import { describe, expect, it } from 'vitest'
import { readResponse } from './exchange.ts'

describe('readResponse', () => {
  it('reads a response as it is, of whatever status', () => {
    const response = new Response('down', { status: 503 })
    expect(readResponse(response)).toBe(response)
  })

  it('reads a network error that a worker made as one', () => {
    expect(readResponse(Response.error())).toEqual({ kind: 'network' })
  })
})
