import { type CircuitBreakerConfig, CircuitBreakerManager } from '@recloser/core'
import {
  defineDevtools,
  localSource,
  type PanelManager,
  type RecloserDevtools,
} from '@recloser/devtools/production'
import { vi } from 'vitest'

/** Timers and `performance` move only when a test moves them; frames and microtasks go on. */
export const stopTime = (): void => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
    now: 1_700_000_000_000,
  })
}

const services = [
  'payments',
  'search',
  'images',
  'users',
  'maps',
  'mail',
  'stock',
  'rates',
  'reviews',
  'weather',
]
const routes = ['/items/:id', '/list', '/status']

/** Forty breakers: ten hosts with three routes each. */
export const forty: readonly string[] = services.flatMap(service => {
  const host = `${service}.example.com`
  return [host, ...routes.map((route, index) => `${index === 1 ? 'POST' : 'GET'} ${host}${route}`)]
})

/** A manager whose breakers live by the page's clock, and what happens to them. */
export const createScene = (defaults: CircuitBreakerConfig = {}) => {
  const manager = new CircuitBreakerManager({
    maxBreakers: 2_000,
    defaults: { jitter: 0, clock: { now: () => performance.now() }, openDurationMs: 60_000, ...defaults },
  })
  const settle = (name: string, outcome: 'success' | 'failure' | 'throttled', calls = 1) => {
    for (let made = 0; made < calls; made += 1) {
      const breaker = manager.getOrCreate(name)
      const permit = breaker.acquire()
      if (permit !== 0) breaker.settle(permit, outcome, 40 + ((made * 7) % 30))
    }
  }
  return { manager, settle }
}

export type Scene = ReturnType<typeof createScene>

/** Traffic on all forty, second by second; the broken ones fail. Deterministic. */
export const play = async (
  scene: Scene,
  seconds: number,
  broken: ReadonlySet<string> = new Set(),
): Promise<void> => {
  for (let second = 0; second < seconds; second += 1) {
    for (const [index, name] of forty.entries()) {
      const calls = Math.round(1.4 + Math.sin(second / (5 + (index % 7)) + index) * 1.3)
      for (let call = 0; call < calls; call += 1) {
        const isUnlucky = (second * 31 + index * 17 + call * 7) % 53 === 0
        scene.settle(name, broken.has(name) || isUnlucky ? 'failure' : 'success')
      }
    }
    await vi.advanceTimersByTimeAsync(1_000)
  }
}

export interface Shown {
  readonly panel: RecloserDevtools
  readonly root: ShadowRoot
  /** Lets a moment of the page pass, and everything be rendered. */
  pass(ms?: number): Promise<void>
  text(selector: string): string
  texts(selector: string): string[]
  row(name: string): HTMLElement | null
  /** Clicks a row, and waits for the detail, which is loaded when it is first needed. */
  openDetail(name: string): Promise<void>
  button(name: string): HTMLButtonElement
}

/** Puts the panel into the page, at a width. */
export const show = async (manager: PanelManager, width = 1_280, height = 720): Promise<Shown> => {
  defineDevtools()
  document.body.style.margin = '0'
  const frame = document.createElement('main')
  frame.style.cssText = `width:${width}px;height:${height}px`
  const panel = document.createElement('recloser-devtools') as RecloserDevtools
  panel.source = localSource(manager)
  frame.append(panel)
  document.body.replaceChildren(frame)
  await settled(panel)
  const root = panel.renderRoot
  const row = (name: string): HTMLElement | null =>
    root.querySelector(`[data-name="${CSS.escape(name)}"]`)?.closest('tr') ?? null
  return {
    row,
    async openDetail(name) {
      row(name)?.click()
      await vi.waitUntil(() => root.querySelector('.detail h2')?.textContent === name, { timeout: 10_000 })
      await settled(panel)
    },
    panel,
    root,
    async pass(ms = 0) {
      await vi.advanceTimersByTimeAsync(ms)
      await settled(panel)
    },
    text: selector => wordsOf(root.querySelector(selector)),
    texts: selector => [...root.querySelectorAll(selector)].map(wordsOf),
    button(name) {
      const found = [...root.querySelectorAll('button')].find(button => wordsOf(button) === name)
      if (found === undefined) throw new Error(`there is no button "${name}"`)
      return found
    },
  }
}

const frame = (): Promise<unknown> => new Promise(resolve => requestAnimationFrame(resolve))

const settled = async (panel: RecloserDevtools): Promise<void> => {
  await panel.updateComplete
  await frame()
  await frame()
  await panel.updateComplete
}

const wordsOf = (element: Element | null): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
