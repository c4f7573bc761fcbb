import { seeded, shuffled } from '../../bench/harness/random.ts'
import { type KindName, kindNames } from './kinds.ts'

const clientNames = ['fetch', 'axios', 'ky'] as const

/** One call of a round. */
export interface PlannedCall {
  readonly client: (typeof clientNames)[number]
  /** Which server. */
  readonly host: number
  readonly kind: KindName
  /** Whether the client tries again by itself; fetch never does. */
  readonly retries: boolean
}

const good: readonly KindName[] = ['ok', 'ok', 'ok', 'slow', 'missing']
const bad = kindNames.filter(name => !good.includes(name))

/** A round of calls that depends on nothing but its arguments. Every host has good and bad times of its own. */
export const planRound = (seed: number, round: number, hosts: number, calls: number): PlannedCall[] => {
  const random = seeded(seed * 1_000_003 + round)
  const pick = <Thing>(things: readonly [Thing, ...Thing[]] | readonly Thing[]): Thing =>
    things[Math.floor(random() * things.length)] as Thing
  const faultRates = Array.from({ length: hosts }, () => pick([0, 0.05, 0.3, 0.9]))
  const planned = Array.from({ length: calls }, (_, index): PlannedCall => {
    const host = index % hosts
    const kind = pick(random() < (faultRates[host] ?? 0) ? bad : good)
    return { client: pick(clientNames), host, kind, retries: random() < 0.3 }
  })
  return shuffled(planned, random)
}
