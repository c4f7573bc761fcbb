import { type CircuitBreakerStatus, REJECTED, type ResolvedConfig } from '@recloser/core'
import { type Action, inWords } from './actions.ts'
import type { Heard } from './heard.ts'
import { createWorld, type Subject, step } from './world.ts'

/** A path as a history that people read: what was done, what was told, how the circuit reads. */
export const historyOf = (subject: Subject, config: ResolvedConfig, path: readonly Action[]): string => {
  const world = createWorld(subject, config)
  return path
    .map((action, index) => {
      const words = inWords(action, world.known)
      const { after, heard, learned, permit } = step(world, action)
      const admitted =
        action.kind === 'call' ? ` → ${permit === REJECTED ? 'rejected' : `#${learned.admitted}`}` : ''
      const told = heard.map(line).filter(Boolean)
      return `${String(index + 1).padStart(3)}  ${words}${admitted}\n     ${[...told, reading(after)].join('\n     ')}`
    })
    .join('\n')
}

const line = ({ type, event }: Heard): string => {
  if (type === 'transition') return `told: ${event.from} → ${event.to} (${event.reason})`
  if (type === 'rescheduled') return `told: open until another time (${event.reason})`
  return type === 'settled' ? `told: settled ${event.outcome}${event.late ? ', late' : ''}` : ''
}

const reading = ({
  state,
  forced,
  retryAfterMs,
  inFlight,
  calls,
  failureCount,
  metrics,
}: CircuitBreakerStatus) =>
  `reads: ${state}${forced ? ' (forced)' : ''}, retry after ${retryAfterMs ?? '?'} ms, ${inFlight} in flight, ` +
  `${calls} in the window, run ${failureCount}, ${metrics.late} late`
