import { expect, it } from 'vitest'
import type { News } from '../protocol/news.ts'
import { closedBy, hear, NO_VERDICT, toldOf, whoDecides } from './verdict.ts'

const news = (state: News['state'], generation: number, ms = 0): News => ({
  state,
  generation,
  ms,
  attentionMs: 0,
  everyMs: 0,
  trips: 1,
  spreadMs: 0,
  actor: '',
})
const open = hear(NO_VERDICT, news('open', 5, 1_000), 100)

it('believes what is higher, and nothing else', () => {
  expect(hear(open, news('closed', 6), 200)).toMatchObject({ state: 'closed', generation: 6, heardAt: 200 })
  expect(hear(open, news('closed', 5), 200)).toBe(open)
  expect(hear(NO_VERDICT, news('closed', 0), 200)).toBe(NO_VERDICT)
})

it('leaves nobody to probe before the opening is due, and then the store', () => {
  expect(whoDecides(open, 1_099, false, 500)).toBe('nobody')
  expect(whoDecides(open, 1_100, false, 500)).toBe('store')
})

it('leaves it to the circuit when the store is lost, or was silent for too long', () => {
  expect(whoDecides(open, 100, true, 500)).toBe('circuit')
  expect(whoDecides(open, 1_599, false, 500)).toBe('store')
  expect(whoDecides(open, 1_600, false, 500)).toBe('circuit')
})

it('sets an opening aside where the circuit has closed by itself, and claims to know nothing of it', () => {
  expect(closedBy(open, 'store')).toBe(open)
  const aside = closedBy(open, 'circuit')
  expect(whoDecides(aside, 1_100, false, 500)).toBe('circuit')
  expect([toldOf(open), toldOf(aside)]).toEqual([5, 0])
  expect(hear(aside, news('open', 7), 0).isSetAside).toBe(false)
})
