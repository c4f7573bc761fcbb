import { type MakeGate, recloser } from '../src/index.ts'
import { type CandidateConfig, missingFields } from '../src/replay/candidates.ts'
import { cockatiel, effect, opossum } from './peers.ts'

/** What stands between the clients and the service in a row of the evidence. */
export interface Contender {
  readonly name: string
  readonly kind: 'ours' | 'peer' | 'floor'
  /** What is set, in words. */
  readonly settings: string
  /** `undefined`: every call is let through. */
  readonly gate: MakeGate | undefined
  /** A peer takes the time from the globals, and needs its promises settled between two events. */
  readonly isPeer: boolean
  /** What this core lacks to run it. */
  readonly missing: readonly string[]
}

const SOON = { openDurationMs: 10_000, maxBackoffMs: 60_000 }

const ours = (name: string, settings: string, config: CandidateConfig): Contender => {
  const missing = missingFields(config)
  const gate = missing.length > 0 ? undefined : recloser(config)
  return { name, kind: 'ours', settings, gate, isPeer: false, missing }
}

const peer = (name: string, settings: string, gate: MakeGate): Contender => ({
  name,
  kind: 'peer',
  settings,
  gate,
  isPeer: true,
  missing: [],
})

/** Everybody, by a short name for the rows. */
export const contenders = {
  none: {
    name: 'no breaker',
    kind: 'floor',
    settings: 'every call is made',
    gate: undefined,
    isPeer: false,
    missing: [],
  },
  defaults: ours('Recloser, defaults', 'five failures in a row, or half; open 60 s, growing to 300 s', {}),
  page: ours('Recloser, page', 'five in a row, or half; open 10 s, growing to 60 s', SOON),
  server: ours(
    'Recloser, server',
    'failureExcess 5, or half; two failed probes reopen; open 10 s, growing to 60 s',
    {
      ...SOON,
      failureThreshold: false,
      failureExcess: 5,
      halfOpenFailureThreshold: 2,
    },
  ),
  rate: ours('Recloser, rate alone', 'half of at least ten calls in 60 s; open 10 s, growing to 60 s', {
    ...SOON,
    failureThreshold: false,
  }),
  quick: ours('Recloser, open 5 s', 'five in a row, or half; open 5 s, growing to 30 s', {
    openDurationMs: 5_000,
    maxBackoffMs: 30_000,
  }),
  limited: ours('Recloser, maxInFlight 10', 'page, and at most ten calls at once a client', {
    ...SOON,
    maxInFlight: 10,
  }),
  cockatiel: peer('cockatiel', 'ConsecutiveBreaker(5), open 10 s, growing to 60 s', cockatiel),
  opossum: peer('opossum', 'half of at least ten calls in 10 s, open 10 s', opossum),
  effect: peer('effect', 'consecutive(5), open 10 s, growing to 60 s', effect),
} satisfies Record<string, Contender>

/** The names by which rows call them. */
export type ContenderName = keyof typeof contenders
