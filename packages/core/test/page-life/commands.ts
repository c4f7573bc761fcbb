import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { BrowserCommand } from 'vitest/node'
import { type Tab, withChromium } from './chromium.ts'
import { READY, type Scenario, scenarios } from './scenarios.ts'

export type PageLife = Record<keyof typeof scenarios, unknown>

const pageLife: BrowserCommand = async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    conditions: ['@recloser/source'],
    write: false,
  })
  let status = 200
  let hits = 0
  const server = createServer(({ url }, response) => {
    if (url === '/api') {
      hits += 1
      response.writeHead(status).end()
      return
    }
    const script = url === '/' ? `<script>${outputFiles[0]?.text}</script>` : ''
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${script}`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const play = async (scenario: Scenario, open: (url: string) => Promise<Tab>): Promise<unknown> => {
    status = 200
    hits = 0
    const tab = await open(origin)
    await tab.send('Network.enable')
    await tab.until(READY)
    return scenario({
      tab,
      elsewhere: `${origin}/elsewhere`,
      answer(next) {
        status = next
      },
      hits() {
        const counted = hits
        hits = 0
        return counted
      },
      openBehind: () => open('about:blank'),
    })
  }

  try {
    return await withChromium(async open => {
      const outcomes: Record<string, unknown> = {}
      // One after the other: only one tab can be in front.
      for (const [name, scenario] of Object.entries(scenarios)) outcomes[name] = await play(scenario, open)
      return outcomes
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** What a test in a page has another Chromium do, which it can freeze, cut off, and send back and forth. */
export const pageLifeCommands = { pageLife }
