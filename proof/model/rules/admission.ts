import { REJECTED } from '@recloser/core'
import { isBusy, leases } from '../reckoning.ts'
import type { Step } from '../world.ts'
import { onlyChanges } from './changes.ts'
import { isMoves } from './facts.ts'
import type { StepRule } from './rule.ts'

const isEnforced = ({ action, config }: Step): boolean => action.kind === 'call' && config.mode === 'enforce'

const refusals = ({ metrics }: Step['after']): number => metrics.rejected + metrics.busy

/** Whether the limit of calls in flight refuses it; an open circuit rejects as an open circuit does. */
const isRefused = ({ before, known, config }: Step): boolean =>
  before.state !== 'open' && isBusy(known, config)

/** Who is admitted: rules 2, 5, 10 and 15, and the limit of calls in flight. */
export const admissionRules: readonly StepRule[] = [
  {
    name: 'lease',
    says: 'half-open admits a call exactly when fewer probes than slots hold a lease: one that hangs blocks nobody',
    when: step => isEnforced(step) && step.before.state === 'half-open' && !isRefused(step),
    holds: ({ permit, known, learned }) => {
      const held = known.state === 'half-open' ? leases(known).length : 0
      return (permit !== REJECTED) === held < learned.slots
    },
  },
  {
    name: 'closed admits',
    says: 'a closed circuit admits every call',
    when: step => isEnforced(step) && step.before.state === 'closed' && !isRefused(step),
    holds: step =>
      step.permit !== REJECTED &&
      onlyChanges(
        step,
        'inFlight',
        'totalRequests',
        ...(isBusy(step.learned, step.config) ? ['retryAfterMs'] : []),
      ),
  },
  {
    name: 'busy',
    says: 'while maxInFlight calls are in flight another is refused as busy, which counts as nothing else',
    when: step => step.action.kind === 'call' && isRefused(step),
    holds: step => {
      const { before, after, heard, permit, config } = step
      const told = heard.find(({ type }) => type === 'rejected')
      return (
        (permit === REJECTED) === (config.mode === 'enforce') &&
        before.retryAfterMs === undefined &&
        after.metrics.busy === before.metrics.busy + 1 &&
        after.metrics.rejected === before.metrics.rejected &&
        told?.type === 'rejected' &&
        told.event.reason === 'busy' &&
        told.event.retryAfterMs === undefined
      )
    },
  },
  {
    name: 'open rejects',
    says: 'an open circuit rejects every call, with its reason and the wait',
    when: step => isEnforced(step) && step.before.state === 'open',
    holds: step =>
      step.permit === REJECTED &&
      onlyChanges(step, 'rejected') &&
      step.heard.length === 1 &&
      step.heard.every(
        ({ type, event }) =>
          type === 'rejected' &&
          event.state === 'open' &&
          event.reason === step.before.reason &&
          event.retryAfterMs === step.before.retryAfterMs,
      ),
  },
  {
    name: 'never queue',
    says: 'a call is admitted or rejected at once, and counted as just one of them',
    when: isEnforced,
    holds: ({ permit, before, after, heard }) => {
      const rejected = refusals(after) - refusals(before)
      const admitted = after.inFlight - before.inFlight
      const told = heard.filter(({ type }) => type === 'rejected').length
      return permit === REJECTED
        ? rejected === 1 && admitted === 0 && told === 1
        : rejected === 0 && admitted === 1 && told === 0
    },
  },
  {
    name: 'shadow',
    says: 'in shadow mode every call is admitted, forced or not',
    when: ({ action, config }) => action.kind === 'call' && config.mode === 'shadow',
    holds: ({ permit, before, after }) => permit !== REJECTED && after.inFlight === before.inFlight + 1,
  },
  {
    name: 'due',
    says: 'open whose period is over becomes half-open at the next call, not before',
    when: ({ known, before, action }) =>
      known.state === 'open' && before.state === 'half-open' && action.kind === 'call',
    holds: step => isMoves(step, 'open>half-open due'),
  },
  {
    name: 'monotonic',
    says: 'time moves nothing by itself: a wait grows shorter by what passed, and an open period ends',
    when: ({ action }) => action.kind === 'wait',
    holds: step => {
      const { before, after, known, learned, heard } = step
      const hasLapsed = before.state === 'open' && after.state === 'half-open'
      const passed = Math.max(0, (before.retryAfterMs ?? 0) - (learned.now - known.now))
      const isBusyAfter = after.state !== 'open' && isBusy(learned, step.config)
      const isOver =
        hasLapsed === (before.state === 'open' && before.retryAfterMs !== undefined && passed === 0)
      return (
        heard.length === 0 &&
        isOver &&
        (after.state === before.state || hasLapsed) &&
        (before.retryAfterMs === undefined || after.retryAfterMs === (isBusyAfter ? undefined : passed)) &&
        onlyChanges(
          step,
          'state',
          'retryAfterMs',
          'forced',
          'calls',
          'failureCount',
          'failureRate',
          'failureExcess',
        )
      )
    },
  },
]
