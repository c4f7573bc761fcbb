import {
  CircuitBreaker,
  type CircuitBreakerConfig,
  type CircuitBreakerStatus,
  REJECTED,
  type ResolvedConfig,
} from '@recloser/core'
import type { Action } from './actions.ts'
import { type Heard, listenTo } from './heard.ts'
import { type Call, type Done, firstLedger, type Ledger, learn } from './ledger.ts'

/** Makes the breaker that is explored: the shipped one, or one with a rule taken out. */
export type Subject = (config: CircuitBreakerConfig) => CircuitBreaker

export const shipped: Subject = config => new CircuitBreaker('model', config)

// Below zero, where clocks may start.
const START = -1_000

/** A breaker on a clock of its own, and what the explorer knows of it. */
export interface World {
  /** As it was asked for, whatever the subject makes of it. */
  readonly config: ResolvedConfig
  readonly breaker: CircuitBreaker
  readonly clock: { time: number }
  readonly heard: Heard[]
  known: Ledger
  /** Whether listeners ask the breaker what it reads. */
  isAsking: boolean
}

/** An action, and all that can be seen of it. */
export interface Step extends Done {
  readonly config: ResolvedConfig
  readonly before: CircuitBreakerStatus
  readonly after: CircuitBreakerStatus
  /** What the explorer knew before. */
  readonly known: Ledger
  readonly learned: Ledger
  /** The call that an action settles. */
  readonly call: Call | undefined
}

export const createWorld = (subject: Subject, config: ResolvedConfig): World => {
  const clock = { time: START, now: () => clock.time }
  const breaker = subject({ ...config, clock })
  const heard: Heard[] = []
  const world: World = { config, breaker, clock, heard, known: firstLedger(START), isAsking: false }
  listenTo(breaker, heard, () => world.isAsking)
  return world
}

/** Does one thing, asking the breaker nothing but its state where that is needed to know what was done. */
const act = (world: World, action: Action): Done => {
  const { breaker, known } = world
  world.heard.length = 0
  const stateBefore = action.kind === 'probeNow' ? breaker.state : known.state
  const permit = action.kind === 'call' ? breaker.acquire() : REJECTED
  if (action.kind !== 'call') perform(world, action)
  const done = { action, stateBefore, permit, heard: [...world.heard] }
  world.known = learn(known, done, world.config)
  return done
}

/** Does all of it, from the first moment on. */
export const replay = (subject: Subject, config: ResolvedConfig, path: readonly Action[]): World => {
  const world = createWorld(subject, config)
  for (const action of path) act(world, action)
  return world
}

/** Does one thing more, and looks. */
export const step = (world: World, action: Action): Step => {
  const { breaker, known } = world
  const before = breaker.getStatus()
  world.isAsking = true
  const done = act(world, action)
  const call = action.kind === 'settle' ? known.calls[action.index] : undefined
  return {
    ...done,
    config: world.config,
    before,
    after: breaker.getStatus(),
    known,
    learned: world.known,
    call,
  }
}

const perform = ({ breaker, clock, known }: World, action: Action): void => {
  switch (action.kind) {
    case 'settle': {
      const { index, outcome, durationMs, waitMs } = action
      breaker.settle(known.calls[index]?.permit ?? REJECTED, outcome, durationMs, waitMs)
      break
    }
    case 'wait':
      clock.time += action.ms
      break
    case 'pause':
      breaker.pause(action.ms)
      break
    case 'forceOpenFor':
      breaker.forceOpen({ forMs: action.ms })
      break
    case 'forceOpen':
      breaker.forceOpen()
      break
    case 'forceClose':
      breaker.forceClose()
      break
    case 'reset':
      breaker.reset()
      break
    case 'probeNow':
      breaker.probeNow()
      break
    case 'call':
      break
  }
}
