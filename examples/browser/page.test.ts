import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { openStage, type Stage } from './test/stage.ts'
import type { Visit } from './test/visit.ts'

const flights = 'flights.example.com'
const live = /^Live, updated/

// A page takes seconds to load on a machine that has much to do.
describe.skipIf(findChromium() === undefined)('the page', { timeout: 60_000 }, () => {
  let stage: Stage
  let visit: Visit

  beforeAll(async () => {
    stage = await openStage()
  }, 60_000)
  afterAll(() => stage.close())
  afterEach(() => visit.close())

  const breakFlights = async () => {
    await visit.break(flights, '503')
    for (let call = 0; call < 3; call += 1) await visit.call(flights)
    return visit.untilNotice('Departures', /not available/)
  }

  it('says when it tries a broken host again, while the other panels go on', async () => {
    visit = await stage.visit()
    expect(await visit.notices()).toEqual(Array.from({ length: 4 }, () => expect.stringMatching(live)))

    expect(await breakFlights()).toMatch(
      /^Live departures are not available\. These are from .+ Next try in 0:1\d$/,
    )
    await visit.pass(5_000)
    expect(await visit.untilNotice('Departures', /0:0\d/)).toMatch(
      /These are from \d s ago\. Next try in 0:0\d$/,
    )
    for (const host of ['stays.example.com', 'weather.example.com', 'rates.example.com'])
      await visit.call(host)
    for (const title of ['Stays', 'Weather', 'One euro buys'] as const)
      await visit.untilNotice(title, /just now/)

    await visit.pass(9_000)
    await visit.untilNotice('Departures', /Trying again now$/)
    await visit.break(flights, 'Healthy')
    await visit.call(flights)
    await visit.call(flights)
    expect(await visit.untilNotice('Departures', /^Live/)).toBe('Live again, updated just now')
    await visit.pass(9_000)
    await visit.untilNotice('Departures', live)
    expect(await visit.page.getByRole('status').allInnerTexts()).toContain(
      `${flights} is closed again: the probes succeeded`,
    )
  })

  it('spares a broken host, and counts what it spared', async () => {
    visit = await stage.visit()
    await breakFlights()
    for (let call = 0; call < 4; call += 1) await visit.call(flights)
    expect(await visit.tally(flights)).toEqual([8, 4, 4])
    expect(await visit.row(flights).locator('.status').innerText()).toMatch(
      /^opened: 3 failures in a row · tries again in 0:1\d · calls spared 4$/,
    )
  })

  it('pauses for as long as a host asks', async () => {
    visit = await stage.visit()
    await visit.break('rates.example.com', '429')
    await visit.call('rates.example.com')
    expect(await visit.untilNotice('One euro buys', /not available/)).toMatch(/Next try in 0:(09|10)$/)
    expect(await visit.row('rates.example.com').locator('.status').innerText()).toContain(
      'opened: the host asked for a pause',
    )
  })

  it('goes on after a reload where it was, and asks nobody', async () => {
    visit = await stage.visit()
    await breakFlights()
    await visit.page.reload()
    expect(await visit.untilNotice('Departures', /from/)).toMatch(
      /not available\. These are from .+ Next try in 0:/,
    )
    await visit.until('the tally', async () => (await visit.tally(flights))[0] === 1)
    expect(await visit.tally(flights)).toEqual([1, 0, 1])
    expect(await visit.panel('Departures').innerText()).toContain('B 12')
  })

  it('has something to show when a host has never answered', async () => {
    const faults = JSON.stringify({ faults: { [flights]: 'unavailable' }, kept: [] })
    visit = await stage.visit({
      prepare: page => page.addInitScript(session => sessionStorage.setItem('layover', session), faults),
    })
    await visit.untilNotice(
      'Departures',
      /^The last update did not arrive\. Here is the timetable, without gates\./,
    )
    expect(await visit.panel('Departures').innerText()).toContain('no gate')
  })

  it('trips nothing in a minute without a network, and is back with the first call', async () => {
    visit = await stage.visit({ traffic: true })
    await visit.page.context().setOffline(true)
    const [before = 0] = await visit.made()
    for (let second = 0; second < 60; second += 4) await visit.pass(4_000)
    await visit.until('a minute of traffic', async () => ((await visit.made())[0] ?? 0) > before + 10)
    expect(await visit.notice('Stays')).toMatch(/^You are offline\. These are from \d\d s ago\. Goes on when/)
    expect(await visit.row(flights).locator('.state').innerText()).toMatch(/^Closed/)
    expect(await visit.page.getByText('None so far').count()).toBe(1)

    await visit.page.context().setOffline(false)
    const [made = 0] = await visit.made()
    await visit.untilNotice('Departures', /just now/)
    await visit.pass(250)
    expect((await visit.made())[0]).toBe(made + 1)
  })
})
