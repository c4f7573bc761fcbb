import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import type { PageLife } from './commands.ts'

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    pageLife(): Promise<PageLife>
  }
}

const oneProbe = ['200', ...Array.from({ length: 19 }, () => 'rejected')]
const tripped = 'open failure-threshold'

describe('a page that is watched, in a real Chromium', () => {
  let outcomes: PageLife
  beforeAll(async () => {
    outcomes = await commands.pageLife()
  }, 120_000)

  it('comes back from the back-forward cache as it was, and lets one probe through', () => {
    expect(outcomes['back-forward cache']).toEqual({
      answers: oneProbe,
      hits: 1,
      heard: ['freeze', 'resume', 'pageshow persisted'],
      transitions: [tripped, 'half-open due'],
    })
  })

  it('lets one probe through after eight hours of sleep, and no burst', () => {
    expect(outcomes['eight hours frozen']).toEqual({
      answers: oneProbe,
      hits: 1,
      heard: ['freeze', 'resume'],
      transitions: [tripped, 'half-open due'],
    })
  })

  it('trips nothing in a minute offline with traffic; back online the first request succeeds', () => {
    expect(outcomes['a minute offline, closed']).toEqual({
      answers: ['200', 'failed'],
      hits: 2,
      heard: ['offline', 'online'],
      transitions: [],
    })
  })

  it('succeeds with the first request back online where the circuit was open', () => {
    expect(outcomes['offline, open']).toEqual({
      answers: ['200', 'rejected'],
      hits: 1,
      heard: ['offline', 'online'],
      transitions: [tripped, 'half-open due'],
    })
  })
})
