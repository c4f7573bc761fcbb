import {
  type CircuitBreakerConfig,
  CircuitBreakerManager,
  type CircuitBreakerManagerEvents,
  type Listener,
} from '@recloser/core'
import { BreakerProvider } from '@recloser/react'
import { act, type ReactElement, type ReactNode } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import { render } from 'vitest-browser-react'

/** A manager that knows how many listen to it. */
class HeardManager extends CircuitBreakerManager {
  listeners = 0

  override on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void {
    this.listeners += 1
    const undo = super.on(type, listener)
    return () => {
      this.listeners -= 1
      undo()
    }
  }
}

/** Timers and `performance` move only when a test moves them; React's own scheduler goes on. */
export const stopTime = (): void => {
  beforeEach(() => {
    const toFake = [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'performance',
      'Date',
    ] as const
    vi.useFakeTimers({ toFake: [...toFake], now: 0 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}

/** Does it, and lets React render what comes of it. */
export const perform = async (deed: () => unknown): Promise<void> => {
  const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }
  environment.IS_REACT_ACT_ENVIRONMENT = true
  await act(async () => {
    await deed()
  })
  environment.IS_REACT_ACT_ENVIRONMENT = false
}

export const scene = (defaults: CircuitBreakerConfig = {}, maxBreakers?: number) => {
  const manager = new HeardManager({
    defaults: {
      clock: { now: () => performance.now() },
      jitter: 0,
      failureThreshold: 1,
      successThreshold: 1,
      openDurationMs: 10_000,
      ...defaults,
    },
    maxBreakers,
  })
  const settle = (name: string, outcome: 'failure' | 'success'): void => {
    const breaker = manager.getOrCreate(name)
    breaker.settle(breaker.acquire(), outcome)
  }
  const below = (children: ReactNode): ReactElement => (
    <BreakerProvider manager={manager}>{children}</BreakerProvider>
  )
  return {
    manager,
    fail: (name: string) => perform(() => settle(name, 'failure')),
    succeed: (name: string) => perform(() => settle(name, 'success')),
    advance: (ms: number) => perform(() => vi.advanceTimersByTimeAsync(ms)),
    /** Renders below a provider. */
    show: async (children: ReactNode) => {
      const screen = await render(below(children))
      return { ...screen, rerender: (next: ReactNode) => screen.rerender(below(next)) }
    },
  }
}

/** What a component was rendered with, in order. */
export const recorder = <Props extends object, Value>(useValue: (props: Props) => Value) => {
  const values: Value[] = []
  function Recorder(props: Props): ReactNode {
    values.push(useValue(props))
    return null
  }
  return { values, Recorder }
}

/** Says to the document that it is hidden, or shown again. */
export const setHidden = (isHidden: boolean): Promise<void> =>
  perform(() => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    })
    document.dispatchEvent(new Event('visibilitychange'))
  })
