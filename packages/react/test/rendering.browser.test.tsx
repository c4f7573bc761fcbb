import { BreakerProvider, useBreaker, useBreakerManager, useBreakers, useRetryAfterMs } from '@recloser/react'
import { type ReactNode, StrictMode, startTransition, useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { perform, recorder, scene, stopTime } from './harness.tsx'

stopTime()

/** What React complains of. */
const complaints: unknown[] = []
beforeEach(() => {
  complaints.length = 0
  vi.spyOn(console, 'error').mockImplementation((...said) => complaints.push(said))
})
afterEach(() => vi.restoreAllMocks())

function Everything({ name = 'api' }: { name?: string }): ReactNode {
  const status = useBreaker(name, { refreshMs: 1_000 })
  const waitMs = useRetryAfterMs(name)
  return `${status?.state} ${waitMs} of ${useBreakers().length}`
}

it('leaves neither a listener nor a timer behind, in strict mode too', async () => {
  const { manager, fail, show } = scene()
  await fail('api')
  const { container, unmount } = await show(
    <StrictMode>
      <Everything />
      <Everything name="other" />
    </StrictMode>,
  )
  expect(container.textContent).toBe('open 10000 of 1undefined undefined of 1')
  expect(manager.listeners).toBe(4)
  await unmount()
  expect(manager.listeners).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(complaints).toEqual([])
})

it('listens and keeps time once for a thousand components', async () => {
  const { manager, fail, show } = scene()
  await fail('api')
  const names = Array.from({ length: 1_000 }, (_, index) => `host ${index}`)
  const { unmount } = await show([
    <Everything key="api" />,
    ...names.map(name => <Everything key={name} name={name} />),
  ])
  expect(manager.listeners).toBe(4)
  expect(vi.getTimerCount()).toBe(1)
  await unmount()
})

it('lets a component make breakers while it renders', async () => {
  const { show } = scene()
  function Maker(): ReactNode {
    useBreakerManager().getOrCreate('api')
    return null
  }
  const { container, rerender } = await show(<Everything />)
  await rerender([<Everything key="everything" />, <Maker key="maker" />])
  expect(container.textContent).toBe('closed 0 of 1')
  expect(complaints).toEqual([])
})

it('shows one truth in all components, though a breaker trips in the midst of a concurrent render', async () => {
  const { manager, succeed, show } = scene()
  await succeed('api')
  const { values, Recorder } = recorder(() => useBreaker('api')?.state)
  let isTripped = false
  function Tripping(): ReactNode {
    const breaker = useBreakerManager().get('api')
    if (!isTripped) breaker?.settle(breaker.acquire(), 'failure')
    isTripped = true
    return null
  }
  const shown: (string | null)[] = []
  let grow = (): void => undefined
  function Page(): ReactNode {
    const [isLong, setLong] = useState(false)
    grow = () => setLong(true)
    return isLong ? [<Word key="1" />, <Tripping key="2" />, <Word key="3" />] : <Word key="0" />
  }
  function Word(): ReactNode {
    return `${useBreaker('api')?.state} `
  }
  const { container } = await show([<Page key="page" />, <Recorder key="recorder" />])
  new MutationObserver(() => shown.push(container.textContent)).observe(container, {
    childList: true,
    characterData: true,
    subtree: true,
  })
  await perform(() => startTransition(() => grow()))
  expect(new Set(shown)).toEqual(new Set(['open open ']))
  expect(values).toEqual(['closed', 'open'])
  expect(manager.get('api')?.state).toBe('open')
})

it('shows the breakers of the manager that it is given', async () => {
  const one = scene()
  const other = scene()
  await one.fail('api')
  await other.succeed('api')
  const { container, rerender } = await render(
    <BreakerProvider manager={one.manager}>
      <Everything />
    </BreakerProvider>,
  )
  expect(container.textContent).toBe('open 10000 of 1')
  await rerender(
    <BreakerProvider manager={other.manager}>
      <Everything />
    </BreakerProvider>,
  )
  expect(container.textContent).toBe('closed 0 of 1')
  expect([one.manager.listeners, other.manager.listeners]).toEqual([0, 4])
})

it.each<[string, () => unknown]>([
  ['useBreaker', () => useBreaker('api')],
  ['useBreakers', () => useBreakers()],
  ['useRetryAfterMs', () => useRetryAfterMs('api')],
  ['useBreakerManager', () => useBreakerManager()],
])('says what %s needs where there is no provider', async (name, useHook) => {
  const { Recorder } = recorder(useHook)
  await expect(render(<Recorder />)).rejects.toThrow(
    new Error(`${name} needs a <BreakerProvider manager={…}> above it`),
  )
})

it.each([undefined, null, {}, { manager: scene().manager }])('refuses %o for a manager', async manager => {
  await expect(render(<BreakerProvider manager={manager as never} />)).rejects.toThrow(
    new TypeError(
      '<BreakerProvider> needs a manager of circuit breakers; that of HTTP breakers is breakers.manager',
    ),
  )
})
