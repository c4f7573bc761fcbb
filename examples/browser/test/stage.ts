import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { chromiumArguments, findChromium } from '../../../scripts/chromium.ts'
import { Visit } from './visit.ts'

/** The page as a server gives it, and a browser to look at it with. */
export interface Stage {
  /** A tab of its own, with a clock that stands still. Nothing is asked but by hand, unless `traffic` is given. */
  visit(options?: {
    width?: number
    traffic?: boolean
    prepare?: (page: Page) => Promise<unknown>
  }): Promise<Visit>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url))
  const outDir = await mkdtemp(join(tmpdir(), 'recloser-page-'))
  // Built, so that a page loads fast; as for development, so that React complains of what it would hide.
  await build({ configFile, logLevel: 'error', mode: 'development', build: { outDir, minify: false } })
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, open: false },
  })
  const [origin = ''] = server.resolvedUrls?.local ?? []
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(executablePath && { executablePath }),
  })
  return {
    async visit({ width = 1_280, traffic = false, prepare } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      await page.clock.install({ time: new Date('2026-10-22T12:00:00') })
      // Far enough ahead: until it stands, the clock goes on.
      await page.clock.pauseAt(new Date('2026-10-22T12:10:00'))
      await prepare?.(page)
      const visit = new Visit(page)
      await page.goto(traffic ? origin : `${origin}?traffic=paused`)
      await visit.until(
        'the first answers',
        async () => (await visit.made()).filter(calls => calls > 0).length === 4,
      )
      await visit.until('quiet', () => visit.isQuiet())
      return visit
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
