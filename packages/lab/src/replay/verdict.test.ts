import type { Outcome } from '@recloser/core'
import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { expect, it } from 'vitest'
import { outcomeOf, waitOf } from './verdict.ts'

it('judges every status as the HTTP layer does, with a wait and without', async () => {
  let outcome: Outcome | undefined
  for (const headers of [undefined, { 'Retry-After': '7' }]) {
    const breakers = createHttpBreakers({ failureThreshold: false, failureRateThreshold: false })
    breakers.manager.on('settled', settled => (outcome = settled.outcome))
    for (let status = 200; status <= 599; status++) {
      const api = wrapFetch(breakers, async () => new Response(null, { status, ...(headers && { headers }) }))
      await api('https://api.example.com/')
      breakers.manager.resetAll()
      expect([status, outcomeOf(status, waitOf(headers), false)]).toEqual([status, outcome])
    }
  }
})

it('takes no answer for a failure, and a caller that left for nothing', () => {
  expect(outcomeOf(0, 0, false)).toBe('failure')
  expect(outcomeOf(0, 0, true)).toBe('ignored')
})

it.each([
  undefined,
  null,
  'x',
  {},
  { 'retry-after': 'soon' },
  { 'retry-after': '-1' },
  { 'retry-after': '9'.repeat(20) },
])('reads no wait in %j', headers => {
  expect(waitOf(headers)).toBe(0)
})
