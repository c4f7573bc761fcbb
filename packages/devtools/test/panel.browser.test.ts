import { defineDevtools, mountDevtools } from '@recloser/devtools/production'
import { recloserPlugin } from '@recloser/devtools/tanstack'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createScene, forty, play, type Shown, show, stopTime } from './scene.ts'

beforeEach(async () => {
  stopTime()
  await page.viewport(1_280, 800)
})
afterEach(() => {
  document.body.replaceChildren()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const broken = new Set(['payments.example.com', 'GET maps.example.com/items/:id'])
const names = ({ texts }: Shown) => texts('tbody .name')
const focused = ({ root }: Shown) => (root.activeElement as HTMLElement | null)?.dataset['name']

describe('the list', () => {
  it('has trouble on top, and routes under their host', async () => {
    const scene = createScene()
    for (const name of forty) scene.settle(name, 'success')
    scene.settle('users.example.com', 'failure', 5)
    scene.settle('users.example.com', 'failure', 3)
    const shown = await show(scene.manager)
    expect(names(shown).slice(0, 6)).toEqual([
      'users.example.com',
      'images.example.com',
      'GET /items/:id',
      'GET /status',
      'POST /list',
      'mail.example.com',
    ])
    expect(shown.texts('tbody tr:first-child > *')).toEqual([
      'Open',
      'users.example.com',
      '',
      '83 % opens at 50 %',
      '3',
      '1:00',
    ])
    expect(shown.text('.summary')).toBe('1 open of 40 breakers')
  })

  it('counts down, turns half-open by time alone, and says when a probe is due', async () => {
    const scene = createScene({ openDurationMs: 3_000 })
    scene.settle('api', 'failure', 5)
    const { pass, text } = await show(scene.manager)
    expect(text('tbody .next-cell')).toBe('0:03')
    await pass(1_000)
    expect(text('tbody .next-cell')).toBe('0:02')
    await pass(2_000)
    expect([text('tbody .state-cell'), text('tbody .next-cell')]).toEqual(['Half-open', 'probing'])
  })

  it('shows a transition soon, and a storm of them four times a second', async () => {
    const scene = createScene()
    scene.settle('api', 'success')
    const { panel, pass, text } = await show(scene.manager)
    const render = vi.spyOn(panel as unknown as { render(): unknown }, 'render')
    await pass(250)
    render.mockClear()
    for (let storm = 0; storm < 500; storm += 1) {
      scene.manager.get('api')?.forceOpen()
      scene.manager.get('api')?.forceClose()
    }
    scene.manager.get('api')?.forceOpen()
    await pass(250)
    expect(text('tbody .state-cell')).toBe('Open')
    expect(render.mock.calls.length).toBeLessThanOrEqual(2)
  })

  it('finds by name and by state', async () => {
    const scene = createScene()
    for (const name of forty) scene.settle(name, 'success')
    scene.settle('maps.example.com', 'failure', 5)
    const shown = await show(scene.manager)
    const { root, pass } = shown
    await userEvent.keyboard('/')
    const search = root.querySelector<HTMLInputElement>('input[type=search]')
    search?.focus()
    await userEvent.keyboard('MAPS')
    await pass()
    expect(names(shown)).toHaveLength(4)
    const choose = async (label: string) => {
      const found = [...root.querySelectorAll('.filters label')].find(one => one.textContent.includes(label))
      ;(found as HTMLElement).click()
      await pass()
    }
    await choose('Open 1')
    expect(names(shown)).toEqual(['maps.example.com'])
    await choose('Half-open')
    expect(shown.text('.empty')).toBe('No breaker matches.')
  })

  it('holds a thousand breakers in a screenful of rows', async () => {
    const scene = createScene()
    for (let index = 0; index < 1_000; index += 1) scene.settle(`host-${index}.example.com`, 'success')
    const shown = await show(scene.manager)
    const { root, pass } = shown
    expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('1001')
    expect(names(shown).length).toBeLessThan(40)
    const list = root.querySelector('.list') as HTMLElement
    list.scrollTop = list.scrollHeight
    await pass()
    await pass()
    expect(names(shown).at(-1)).toBe('host-999.example.com')
    expect(names(shown).length).toBeLessThan(40)
    expect(root.querySelector('tbody tr:last-child')?.getAttribute('aria-rowindex')).toBe('1001')
  })
})

describe('the detail', () => {
  it('says why it opened and until when, in words', async () => {
    const scene = createScene()
    await play(scene, 3)
    scene.settle('payments.example.com', 'failure', 5)
    const { openDetail, pass, text, texts } = await show(scene.manager)
    await openDetail('payments.example.com')
    await pass(10_000)
    expect(text('.detail h2')).toBe('payments.example.com')
    expect(text('.verdict .big')).toBe('Open. Rejects calls, tries again in 0:50')
    expect(text('.verdict .more')).toBe('Opened: 5 failures in a row, for 1:00, 10 s ago')
    expect(texts('.story li')).toEqual(['Opened: 5 failures in a row, for 1:0010 s ago'])
  })

  it('probes, holds, closes and resets', async () => {
    const scene = createScene()
    scene.settle('api', 'failure', 5)
    const { openDetail, pass, button, text } = await show(scene.manager)
    await openDetail('api')
    const press = async (label: string) => {
      button(label).click()
      await pass()
      return text('.verdict .big')
    }
    expect(await press('Probe now')).toMatch(/^Half-open/)
    expect(await press('Hold open')).toBe('Open. Rejects calls until somebody closes it')
    expect([button('Probe now').disabled, button('Hold open').disabled]).toEqual([true, true])
    expect(await press('Close circuit')).toBe('Closed. Calls go through')
    expect(scene.manager.get('api')?.getStatus().metrics.failures).toBe(5)
    await press('Reset')
    expect(scene.manager.get('api')?.getStatus().metrics.failures).toBe(0)
  })

  it('says so when a breaker is no more', async () => {
    const scene = createScene()
    scene.settle('api', 'success')
    const { openDetail, pass, button, text, root } = await show(scene.manager)
    await openDetail('api')
    scene.manager.remove('api')
    button('Reset').click()
    await pass()
    expect(root.querySelector('.detail')).toBeNull()
    expect(text('.empty')).toBe('A breaker appears here with its first call.')
  })
})

describe('the keyboard', () => {
  it('walks the rows, opens one, and comes back to it', async () => {
    const scene = createScene()
    for (let index = 10; index < 90; index += 1) scene.settle(`host-${index}`, 'success')
    const shown = await show(scene.manager)
    const { root, pass } = shown
    root.querySelector<HTMLElement>('.name[tabindex="0"]')?.focus()
    const press = async (keys: string) => {
      await userEvent.keyboard(keys)
      await pass()
      return focused(shown)
    }
    expect(focused(shown)).toBe('host-10')
    expect(await press('{ArrowDown}{ArrowDown}')).toBe('host-12')
    expect(await press('{ArrowUp}')).toBe('host-11')
    expect(await press('{End}')).toBe('host-89')
    expect(await press('{Home}')).toBe('host-10')
    await press('{ArrowDown}')
    await press('{Enter}')
    await vi.waitUntil(() => root.querySelector('.detail'))
    expect(shown.text('.detail h2')).toBe('host-11')
    expect(await press('{Escape}')).toBe('host-11')
    expect(root.querySelector('.detail')).toBeNull()
  })

  it('keeps the focus on its breaker when the order changes', async () => {
    const scene = createScene()
    for (const name of ['a', 'b', 'c']) scene.settle(name, 'success')
    const shown = await show(scene.manager)
    shown.root.querySelector<HTMLElement>('[data-name=a]')?.focus()
    scene.settle('c', 'failure', 5)
    await shown.pass(1_000)
    expect(names(shown)).toEqual(['c', 'a', 'b'])
    expect(focused(shown)).toBe('a')
  })
})

describe('for those who listen', () => {
  it('tells transitions, at most once in five seconds', async () => {
    const scene = createScene()
    for (const name of ['a', 'b', 'c']) scene.settle(name, 'success')
    const { pass, text, root } = await show(scene.manager)
    await pass(250)
    scene.settle('a', 'failure', 5)
    await pass(250)
    expect(text('[role=log]')).toBe('a opened: 5 failures in a row, for 1:00')
    scene.settle('b', 'failure', 5)
    scene.settle('c', 'failure', 5)
    scene.manager.get('a')?.forceClose()
    await pass(1_000)
    expect(text('[role=log]')).toBe('a opened: 5 failures in a row, for 1:00')
    await pass(4_000)
    expect(text('[role=log]')).toBe('2 circuits opened, 1 circuit closed')
    expect(root.querySelector('[role=log]')?.ariaLabel).toBe('Changes of state')
  })

  it.each([1_280, 390])('gives axe nothing to complain of at %i pixels', async width => {
    await page.viewport(width, 800)
    const scene = createScene()
    await play(scene, 5)
    await play(scene, 10, broken)
    const { panel, pass, openDetail } = await show(scene.manager, width)
    vi.useRealTimers()
    document.documentElement.lang = 'en'
    document.title = 'Recloser'
    const complaints = async (theme: string) => {
      panel.setAttribute('theme', theme)
      await panel.updateComplete
      const { violations } = await axe.run(document, {
        rules: { 'page-has-heading-one': { enabled: false } },
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    }
    expect(await complaints('light')).toEqual([])
    expect(await complaints('dark')).toEqual([])
    await openDetail('payments.example.com')
    expect(await complaints('light')).toEqual([])
    expect(await complaints('dark')).toEqual([])
    stopTime()
    await pass()
  })
})

describe('when nobody looks', () => {
  it('stands still while paused, and catches up', async () => {
    const scene = createScene()
    scene.settle('api', 'success')
    const { pass, button, text } = await show(scene.manager)
    button('Pause').click()
    await pass()
    scene.settle('api', 'failure', 5)
    await pass(5_000)
    expect(text('tbody .state-cell')).toBe('Closed')
    expect(vi.getTimerCount()).toBe(0)
    button('Go on').click()
    await pass()
    expect(text('tbody .state-cell')).toBe('Open')
  })

  it('moves once a second for those who want less motion', async () => {
    const real = matchMedia.bind(globalThis)
    vi.stubGlobal('matchMedia', (query: string) =>
      query.includes('reduced-motion') ? { matches: true } : real(query),
    )
    const scene = createScene()
    scene.settle('api', 'success')
    const { pass, text } = await show(scene.manager)
    scene.settle('api', 'failure', 5)
    await pass(999)
    expect(text('tbody .state-cell')).toBe('Closed')
    await pass(1)
    expect(text('tbody .state-cell')).toBe('Open')
  })

  it('leaves no timer and no listener when it is taken away', async () => {
    const scene = createScene()
    let listeners = 0
    const { manager } = scene
    const on = manager.on.bind(manager)
    manager.on = (type, listener) => {
      listeners += 1
      const undo = on(type, listener)
      return () => {
        listeners -= 1
        undo()
      }
    }
    const { panel } = await show(manager)
    expect([listeners, vi.getTimerCount()]).toEqual([1, 1])
    panel.remove()
    expect([listeners, vi.getTimerCount()]).toEqual([0, 0])
  })
})

describe('in a page', () => {
  it('is a button with the number of open circuits until somebody opens it', async () => {
    const scene = createScene()
    scene.settle('api', 'success')
    const undo = mountDevtools(scene.manager)
    const host = document.body.lastElementChild as HTMLElement
    const pill = () => host.shadowRoot?.querySelector('button') as HTMLButtonElement
    expect(pill().textContent).toContain('Recloser: all closed')
    expect(vi.getTimerCount()).toBe(0)
    scene.settle('api', 'failure', 5)
    await vi.waitUntil(() => pill().textContent.includes('Recloser: 1 open'))
    pill().click()
    expect([pill().ariaExpanded, host.querySelector('recloser-devtools') !== null]).toEqual(['true', true])
    pill().click()
    expect(host.querySelector('recloser-devtools')).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
    undo()
    expect(document.body.contains(host)).toBe(false)
  })

  it('can be defined twice, and refuses what is no manager', () => {
    defineDevtools()
    expect(defineDevtools).not.toThrow()
    expect(() => mountDevtools({} as never)).toThrow('with HTTP breakers: breakers.manager')
  })

  it.each([['dark'], [{ theme: 'dark', devtoolsOpen: true }]])(
    'is a plugin of TanStack Devtools, which hands over %j',
    async props => {
      const scene = createScene()
      scene.settle('api', 'success')
      const plugin = recloserPlugin(scene.manager)
      const target = document.createElement('div')
      document.body.append(target)
      plugin.render(target, props)
      vi.useRealTimers()
      await vi.waitUntil(() => target.firstElementChild?.shadowRoot?.querySelector('table'))
      expect(target.firstElementChild?.getAttribute('theme')).toBe('dark')
      plugin.destroy()
      expect(target.firstElementChild).toBeNull()
      plugin.render(target, props)
      plugin.destroy()
      await new Promise(resolve => setTimeout(resolve))
      expect(target.firstElementChild).toBeNull()
      stopTime()
    },
  )
})
