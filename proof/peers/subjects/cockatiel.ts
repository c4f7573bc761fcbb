import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { isAbort, type Subject } from '../subject.ts'

export const cockatiel: Subject = {
  name: 'cockatiel 4',
  make({ failures = 5, half, openMs = 60_000 }) {
    const breaker = half
      ? new SamplingBreaker({
          threshold: 0.5,
          duration: half.windowMs,
          minimumRps: half.atLeast / (half.windowMs / 1_000),
        })
      : new ConsecutiveBreaker(failures)
    const policy = circuitBreaker(
      handleWhen(error => !isAbort(error)),
      { halfOpenAfter: openMs, breaker },
    )
    return {
      call: (act, signal) => policy.execute(act, signal),
      state: () => {
        if (policy.state === CircuitState.Closed) return 'closed'
        return policy.state === CircuitState.HalfOpen ? 'half-open' : 'open'
      },
      onOpen: listener => void policy.onBreak(listener),
    }
  },
  makeTimed(act, timeoutMs) {
    const breaker = circuitBreaker(
      handleWhen(() => true),
      { halfOpenAfter: 60_000, breaker: new ConsecutiveBreaker(5) },
    )
    const policy = wrap(breaker, timeout(timeoutMs, TimeoutStrategy.Aggressive))
    return () => policy.execute(({ signal }) => act(signal))
  },
}
