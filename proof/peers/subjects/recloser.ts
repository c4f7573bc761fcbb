import { CircuitBreaker, CircuitBreakerManager } from '@recloser/core'
import type { Subject } from '../subject.ts'

export const recloser: Subject = {
  name: 'Recloser',
  make({ failures, half, openMs }) {
    const breaker = new CircuitBreaker('subject', {
      openDurationMs: openMs,
      ...(failures !== undefined && { failureThreshold: failures, failureRateThreshold: false }),
      ...(half !== undefined && {
        failureThreshold: false,
        minRequestsForRate: half.atLeast,
        failureWindowMs: half.windowMs,
      }),
      successThreshold: 1,
      halfOpenMaxCalls: 1,
    })
    return {
      call: act => breaker.call(act),
      state: () => breaker.state,
      onOpen: listener => void breaker.onTrip(listener),
    }
  },
  // It has no time-outs of its own: each call brings its signal.
  makeTimed(act, timeoutMs) {
    const breaker = new CircuitBreaker('subject')
    return () => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), timeoutMs)
      return breaker.call(act, controller.signal)
    }
  },
  keep(names) {
    const manager = new CircuitBreakerManager()
    for (let index = 0; index < names; index += 1) manager.getOrCreate(`host-${index}`)
    return manager.getSystemStatus().total
  },
}
