import type { Tab } from './chromium.ts'

/** What a scenario plays on. */
interface Stage {
  readonly tab: Tab
  /** Another page of the same site. */
  readonly elsewhere: string
  /** What `/api` answers from now on. */
  answer(status: number): void
  /** How often it was asked since last asked for. */
  hits(): number
  openBehind(): Promise<Tab>
}

export type Scenario = (stage: Stage) => Promise<unknown>

/** True once the page's program runs. */
export const READY = "typeof life === 'object'"
const EIGHT_HOURS = 8 * 3_600_000

/** Five failures, so that the circuit is open; then the server is well again. */
const trip = async ({ tab, answer, hits }: Stage): Promise<void> => {
  answer(503)
  await tab.evaluate('life.traffic(5)')
  answer(200)
  hits()
}

const offline = (tab: Tab, isOffline: boolean): Promise<unknown> =>
  tab.send('Network.emulateNetworkConditions', {
    offline: isOffline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })

const seen = async ({ tab, hits }: Stage, answers: string[]): Promise<unknown> => ({
  answers: answers.toSorted(),
  hits: hits(),
  heard: await tab.evaluate('life.heard'),
  transitions: await tab.evaluate('life.transitions'),
})

export const scenarios = {
  async 'back-forward cache'(stage) {
    const { tab, elsewhere } = stage
    await trip(stage)
    await tab.evaluate(`void (location.href = '${elsewhere}')`)
    await tab.until("location.pathname === '/elsewhere' && document.readyState === 'complete'")
    await tab.evaluate('void history.back()')
    await tab.until(`${READY} && life.heard.length > 0`)
    return seen(stage, await tab.evaluate('life.burst(20)'))
  },

  async 'eight hours frozen'(stage) {
    const { tab } = stage
    await trip(stage)
    const other = await stage.openBehind()
    await other.toFront()
    await tab.until("document.visibilityState === 'hidden'")
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
    await tab.evaluate(`life.sleep(${EIGHT_HOURS})`)
    await tab.send('Page.setWebLifecycleState', { state: 'active' })
    await tab.toFront()
    await tab.until("document.visibilityState === 'visible'")
    return seen(stage, await tab.evaluate('life.burst(20)'))
  },

  async 'a minute offline, closed'(stage) {
    const { tab } = stage
    await tab.evaluate('life.get()')
    await offline(tab, true)
    const answers = await tab.evaluate<string[]>('life.traffic(60)')
    await offline(tab, false)
    await tab.until("life.heard.includes('online')")
    return seen(stage, [...new Set(answers), await tab.evaluate('life.get()')])
  },

  async 'offline, open'(stage) {
    const { tab } = stage
    await trip(stage)
    await offline(tab, true)
    const [rejected = ''] = await tab.evaluate<string[]>('life.traffic(1)')
    await offline(tab, false)
    await tab.until("life.heard.includes('online')")
    return seen(stage, [rejected, await tab.evaluate('life.get()')])
  },
} satisfies Record<string, Scenario>
