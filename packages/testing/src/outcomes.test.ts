import { expect, it } from 'vitest'
import { hang, networkError, ok, slow, status, torn } from './outcomes.ts'
import { isServerOutcome, outcomeName, type ServerOutcome } from './server-outcome.ts'

it('takes each outcome as it is', () => {
  const bare: ServerOutcome[] = [ok, networkError, torn, hang, slow]
  expect(bare.map(outcomeName)).toEqual(['ok', 'network-error', 'torn', 'hang', 'slow'])
  expect(bare.every(isServerOutcome)).toBe(true)
  expect(isServerOutcome({ kind: 'success' })).toBe(false)
})

it('makes variants, and leaves the plain outcome as it was', () => {
  expect(ok({ body: 'hello' })).toMatchObject({ kind: 'ok', status: 200, body: 'hello' })
  expect({ ...ok }).toMatchObject({ kind: 'ok', status: 200, body: 'ok' })
  expect(networkError({ cut: 'fin' })).toMatchObject({ code: undefined, cut: 'fin' })
  expect(outcomeName(networkError('ENOTFOUND'))).toBe('network-error ENOTFOUND')
  expect(slow(20, status(503))).toMatchObject({ delayMs: 20, answer: { status: 503 } })
  expect({ ...slow }).toMatchObject({ delayMs: undefined, answer: ok })
})

it('sends a string as text and anything else as JSON', () => {
  expect(ok({ body: 'hi' }).headers).toEqual({ 'content-type': 'text/plain;charset=utf-8' })
  expect(status(200, { body: { id: 7 } })).toMatchObject({
    body: '{"id":7}',
    headers: { 'content-type': 'application/json' },
  })
})

it('takes headers in any case, the content type too', () => {
  const { headers } = status(429, {
    body: 'wait',
    headers: { 'Retry-After': '7', 'Content-Type': 'text/html' },
  })
  expect(headers).toEqual({ 'retry-after': '7', 'content-type': 'text/html' })
})

it('promises more of a torn body than it sends', () => {
  expect(Number(torn({ body: 'é' }).headers['content-length'])).toBeGreaterThan(2)
})

it.each([
  ['a status below 200', () => status(103), 'status must be an integer from 200 to 599, got 103'],
  ['a status above 599', () => status(600), 'got 600'],
  ['a broken status', () => status(200.5), 'got 200.5'],
  ['a 204 with a body', () => status(204, { body: 'x' }), 'a 204 must have no body'],
  ['a negative delay', () => slow(-1), 'delayMs must be a finite number >= 0, got -1'],
  ['a torn body without a part', () => torn({ body: '' }), 'body must not be empty'],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(RangeError)
  expect(make).toThrow(message)
})

it('refuses what only a program without types can ask', () => {
  const anything = (value: unknown) => value as never
  expect(() => torn({ cut: anything('slowly') })).toThrow('cut must be one of reset, fin, got slowly')
  expect(() => networkError({ cut: anything('slowly') })).toThrow('cut must be one of reset, fin, garbage')
  expect(() => slow(1, anything(hang))).toThrow(TypeError)
  expect(() => ok({ body: () => 'x' })).toThrow('body must be a string or JSON, got function')
})
