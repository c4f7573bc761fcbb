import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { CircuitBreakerManager } from '@recloser/core'
import type { DashboardOptions } from '@recloser/devtools/dashboard'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumArguments, findChromium } from '../../../scripts/chromium.ts'
import { createManager, serveDashboard } from './dashboard-server.ts'

const folder = fileURLToPath(new URL('../screenshots', import.meta.url))
const executablePath = findChromium()

describe.skipIf(executablePath === undefined)('the dashboard in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    await mkdir(folder, { recursive: true })
    browser = await chromium.launch({ args: chromiumArguments, ...(executablePath && { executablePath }) })
  }, 60_000)
  afterAll(() => browser.close())

  const visit = async (manager: CircuitBreakerManager, options: DashboardOptions = {}, width = 1_280) => {
    const server = await serveDashboard(manager, options)
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    const complaints: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', error => complaints.push(String(error)))
    await page.goto(server.base)
    await page.getByRole('rowheader').first().waitFor()
    return { ...server, page, complaints }
  }
  const open = (page: Page) =>
    page.getByRole('rowheader', { name: 'host-0.example.com' }).getByRole('button').click()

  it('shows the breakers, and follows them, under a strict policy', async () => {
    const manager = createManager(40)
    const { page, complaints, close } = await visit(manager)
    expect(await page.locator('.summary').innerText()).toBe('1 open of 40 breakers')
    await open(page)
    await page.locator('.chart canvas').waitFor()
    expect(await page.locator('.verdict .more').innerText()).toMatch(
      /^Opened: 3 failures in a row, for 1:00, /,
    )
    manager.get('host-0.example.com')?.forceClose()
    await page.getByText('All 40 breakers closed').waitFor()
    expect(complaints).toEqual([])
    await page.close()
    await close()
  })

  it('has no levers for one who may only look', async () => {
    const { page, close } = await visit(createManager())
    await open(page)
    await page.locator('.verdict').waitFor()
    expect(await page.getByRole('button', { name: 'Reset' }).count()).toBe(0)
    await page.close()
    await close()
  })

  it('lets one who may control close a circuit', async () => {
    const manager = createManager()
    const { page, complaints, close } = await visit(manager, { authorize: () => 'control' })
    await open(page)
    await page.getByRole('button', { name: 'Close circuit' }).click()
    await page.getByText('Closed. Calls go through').waitFor()
    expect(manager.get('host-0.example.com')?.state).toBe('closed')
    expect(complaints).toEqual([])
    await page.close()
    await close()
  })

  it('says when the connection is lost, and goes on when the server is back', async () => {
    const { page, server, origin, close } = await visit(createManager())
    const port = Number(new URL(origin).port)
    server.closeAllConnections()
    await close()
    await page.getByText('Connection lost').waitFor()
    const later = createManager(7)
    const again = await serveDashboard(later, {}, port)
    await page.getByText('1 open of 7 breakers').waitFor({ timeout: 20_000 })
    expect(await page.getByText('Connection lost').count()).toBe(0)
    await page.close()
    await again.close()
  })

  it('follows a thousand breakers', async () => {
    const manager = createManager(1_000)
    const { page, complaints, close } = await visit(manager)
    expect(await page.locator('.summary').innerText()).toBe('1 open of 1,000 breakers')
    expect(await page.getByRole('row').count()).toBeLessThan(45)
    expect(complaints).toEqual([])
    await page.close()
    await close()
  })

  it.each([1_280, 390])('looks as it should at %i pixels', async width => {
    const { page, close } = await visit(createManager(40), { authorize: () => 'control' }, width)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${folder}/dashboard-${width}-${colorScheme}.png` })
    }
    await page.emulateMedia({ forcedColors: 'active' })
    await page.screenshot({ path: `${folder}/dashboard-${width}-forced.png` })
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(widths).toEqual([width, width])
    await page.close()
    await close()
  })
})
