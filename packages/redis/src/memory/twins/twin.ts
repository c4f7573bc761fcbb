import { MOST } from '../../protocol/limits.ts'
import type { Database, Moment } from '../database.ts'

/** A script in TypeScript. `args` are the script's without the channel; the reply is what the wire would bring. */
export type Twin = (data: Database, args: readonly string[], at: Moment) => unknown[]

/** @throws Error with the words of the script */
export const whole = (value: string | undefined, name: string): number => {
  const number = Number(value)
  if (value === undefined || !Number.isInteger(number) || number < 0 || number > MOST)
    throw new Error(`recloser: ${name} must be a whole number from 0 to 9e15`)
  return number
}
