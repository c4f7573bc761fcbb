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

  it.each([1_280, 390])(
    'fits %i pixels, and can be read in light and dark colours',
    async width => {
      const visit = await stage.visit({ width, traffic: true })
      const { page } = visit
      const keep = async (state: string) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ path: `${folder}/${state}-${width}-${colorScheme}.png`, fullPage: true })
          expect(await page.evaluate(faintTexts, 4.5)).toEqual([])
        }
        const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
        expect(widths).toEqual([width, width])
      }

      await visit.flow(6)
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
