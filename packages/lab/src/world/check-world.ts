import type { World } from './world.ts'

type Rule = readonly [isValid: (value: number) => boolean, words: string]

const more: Rule = [value => Number.isFinite(value) && value > 0, 'a finite number > 0']
const whole: Rule = [value => Number.isInteger(value) && value >= 1, 'a whole number >= 1']
const count: Rule = [value => Number.isInteger(value) && value >= 0, 'a whole number >= 0']
const notNegative: Rule = [value => value >= 0, 'a number >= 0']
const share: Rule = [value => value >= 0 && value <= 1, 'a number in [0, 1]']

/** @throws RangeError when the world cannot be, naming field, rule and value */
export const checkWorld = (world: World, seed: number): void => {
  const check = (field: string, value: number | undefined, [isValid, words]: Rule): void => {
    if (value !== undefined && !isValid(value))
      throw new RangeError(`${field} must be ${words}, got ${value}`)
  }
  check('seed', seed, count)
  for (const field of ['durationMs', 'callsPerSecond', 'timeoutMs'] as const) {
    if (world[field] !== Infinity || field !== 'timeoutMs') check(field, world[field], more)
  }
  for (const field of ['clients', 'shards', 'instances'] as const) check(field, world[field], whole)
  check('retries', world.retries, count)
  for (const delayMs of [world.retryDelayMs ?? 0].flat()) check('retryDelayMs', delayMs, notNegative)
  check('capacity.workers', world.capacity?.workers, whole)
  check('capacity.queue', world.capacity?.queue, count)
  for (const [index, { factor }] of (world.bursts ?? []).entries())
    check(`bursts[${index}].factor`, factor, notNegative)
  world.faults?.forEach((fault, index) => {
    if (fault.kind === 'errors') check(`faults[${index}].share`, fault.share, share)
    else if (fault.kind === 'slow') check(`faults[${index}].factor`, fault.factor, more)
    else check(`faults[${index}].everyMs`, fault.everyMs, more)
  })
}
