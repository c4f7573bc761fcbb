import { admitting } from './admitting.ts'
import { judging } from './judging.ts'
import { obeying } from './obeying.ts'
import type { Saboteur } from './saboteur.ts'
import { waiting } from './waiting.ts'

/**
 * All are made from the outside, of the public API, so that no change of the shipped insides can make them harmless
 * without a word.
 */
export const saboteurs: readonly Saboteur[] = [...judging, ...waiting, ...admitting, ...obeying]
