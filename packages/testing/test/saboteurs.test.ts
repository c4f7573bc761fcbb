import { contract, mswPlace } from '@recloser/testing'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from './saboteurs/adapter.ts'
import { answers } from './saboteurs/answers.ts'
import { bookings } from './saboteurs/bookings.ts'
import { rejections } from './saboteurs/rejections.ts'
import { requests } from './saboteurs/requests.ts'

const place = mswPlace()
const server = setupServer(...place.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const saboteurs = [...requests, ...answers, ...rejections, ...bookings]

describe('the contract', () => {
  it('holds for the adapter of which the wrong ones are made', async () => {
    const failed: string[] = []
    for (const { name, run } of contract({ client: clientOf({}), place })) {
      await run?.().catch((error: unknown) => failed.push(`${name}: ${String(error)}`))
    }
    expect(failed).toEqual([])
  })

  it.each(saboteurs)('catches an adapter that $does', async ({ parts, caughtBy }) => {
    const cases = contract({ client: clientOf(parts), place }).filter(({ name }) => name.startsWith(caughtBy))
    expect(cases.length, `cases named ${caughtBy}`).toBeGreaterThan(0)
    await expect(cases[0]?.run?.()).rejects.toBeInstanceOf(Error)
  })

  it('is told of each wrong adapter once', () => {
    const names = saboteurs.map(({ does }) => does)
    expect(names).toEqual([...new Set(names)])
  })
})
