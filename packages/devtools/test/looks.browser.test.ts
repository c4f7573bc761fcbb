import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createScene, play, show, stopTime } from './scene.ts'

beforeEach(stopTime)
afterEach(() => {
  vi.useRealTimers()
})

const broken = new Set([
  'payments.example.com',
  'GET maps.example.com/items/:id',
  'POST reviews.example.com/list',
])

/** Calm, three of forty open, after: at two widths, in two colours. Kept in `screenshots/`, to be looked at. */
it.each([1_280, 390])(
  'fits %i pixels, calm and in trouble, light and dark',
  async width => {
    await page.viewport(width, 800)
    const scene = createScene()
    await play(scene, 1)
    const { panel, pass, button, openDetail, root } = await show(scene.manager, width, 800)
    const keep = async (state: string) => {
      for (const theme of ['light', 'dark'] as const) {
        panel.setAttribute('theme', theme)
        await pass(0)
        await pass(0)
        await page.screenshot({ path: `../screenshots/${state}-${width}-${theme}.png` })
        expect(document.documentElement.scrollWidth).toBe(width)
      }
    }
    await play(scene, 200)
    await keep('calm')
    await play(scene, 40, broken)
    await keep('open')
    await openDetail('payments.example.com')
    await pass(0)
    await vi.waitUntil(() => root.querySelector('.chart canvas'))
    await play(scene, 2, broken)
    await keep('detail')
    button('Back').click()
    await play(scene, 90)
    await keep('after')
    await openDetail('payments.example.com')
    await play(scene, 2)
    await keep('after-detail')
  },
  120_000,
)
