import { trace } from '@opentelemetry/api'
import { BREAKER_NAME, BREAKER_STATE, REASON } from './readings/attributes.ts'
import type { ObservedManager } from './readings/manager.ts'
import { reasonAttribute } from './readings/reasons.ts'

/**
 * Puts the event `recloser.rejected` on the active span whenever a call is rejected. Only rejections pay for it.
 *
 * @returns its undo
 */
export const addSpanEvents = (manager: Pick<ObservedManager, 'on'>): (() => void) =>
  manager.on('rejected', ({ name, state, reason, retryAfterMs }) => {
    const span = trace.getActiveSpan()
    if (span?.isRecording() !== true) return
    span.addEvent('recloser.rejected', {
      [BREAKER_NAME]: name,
      [BREAKER_STATE]: state,
      [REASON]: reasonAttribute(reason),
      ...(retryAfterMs !== undefined && { 'recloser.retry_after': retryAfterMs / 1_000 }),
    })
  })
