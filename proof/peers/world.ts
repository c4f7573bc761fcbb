import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'

/** A world in which time passes only when the scenario says so: timers, the wall clock and the monotonic clock alike. */
export interface World {
  /** Lets time pass, then lets everything happen that it has caused. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock, and nothing else, by so much. */
  stepWall(ms: number): void
  /** What escaped: unhandled rejections, uncaught and reported errors. */
  readonly escaped: readonly unknown[]
}

/** Everything that is ready to happen, happens. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate()
}

/** Plays in a world of its own, and leaves the real one as it was. */
export const inWorld = async <Answer>(play: (world: World) => Promise<Answer>): Promise<Answer> => {
  const escaped: unknown[] = []
  const note = (error: unknown): void => void escaped.push(error)
  const realNow = performance.now
  const start = performance.now()
  let passed = 0
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_800_000_000_000 })
  const wallNow = Date.now
  let wallStep = 0
  Date.now = () => wallNow() + wallStep
  performance.now = () => start + passed
  process.on('unhandledRejection', note).on('uncaughtException', note)
  Object.assign(globalThis, { reportError: note })
  try {
    return await play({
      escaped,
      async advance(ms) {
        passed += ms
        mock.timers.tick(ms)
        await settled()
      },
      stepWall: ms => {
        wallStep += ms
      },
    })
  } finally {
    await settled()
    process.off('unhandledRejection', note).off('uncaughtException', note)
    Reflect.deleteProperty(globalThis, 'reportError')
    performance.now = realNow
    Date.now = wallNow
    mock.timers.reset()
  }
}
