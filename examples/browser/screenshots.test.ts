import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { faintTexts } from './test/contrast.ts'
import { openStage, type Stage } from './test/stage.ts'

const folder = fileURLToPath(new URL('screenshots', import.meta.url))
const flights = 'flights.example.com'

/** In three states, at two widths, in two colours: kept in `screenshots/`, to be looked at. */
describe.skipIf(findChromium() === undefined)('the look of the page', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage()
    await mkdir(folder, { recursive: true })
  }, 60_000)
  afterAll(() => stage.close())

  it.each([
    { width: 1_280, colorScheme: 'light' },
    { width: 1_280, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ] as const)(
    'fits $width pixels and can be read in $colorScheme colours',
    async look => {
      const visit = await stage.visit({ look, traffic: true })
      const keep = async (state: string) => {
        const { page } = visit
        await page.screenshot({
          path: `${folder}/${state}-${look.width}-${look.colorScheme}.png`,
          fullPage: true,
        })
        expect(await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])).toEqual([
          look.width,
          look.width,
        ])
        expect(await page.evaluate(faintTexts, 4.5)).toEqual([])
      }

      await visit.flow(12)
      await keep('healthy')
      await visit.break(flights, '503')
      await visit.untilNotice('Departures', /Next try/)
      await visit.flow(2)
      await keep('open')
      await visit.break(flights, 'Healthy')
      await visit.pass(8_000)
      await visit.untilNotice('Departures', /^Live again/)
      await visit.flow(1)
      await keep('recovered')
      await visit.close()
    },
    60_000,
  )
})
