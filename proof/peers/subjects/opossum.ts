import Opossum from 'opossum'
import { type Act, isAbort, type Subject } from '../subject.ts'

export const opossum: Subject = {
  name: 'opossum 10',
  make({ failures, half, openMs }) {
    // It judges a rate only: with a threshold of next to nothing, so many failures open it.
    const breaker = new Opossum((act: Act) => act(), {
      timeout: false,
      errorFilter: isAbort,
      ...(openMs !== undefined && { resetTimeout: openMs }),
      ...(failures !== undefined && { errorThresholdPercentage: 1, volumeThreshold: failures }),
      ...(half !== undefined && { volumeThreshold: half.atLeast, rollingCountTimeout: half.windowMs }),
    })
    return {
      call: act => breaker.fire(act),
      state: () => (breaker.opened ? 'open' : breaker.halfOpen ? 'half-open' : 'closed'),
      onOpen: listener => void breaker.on('open', listener),
    }
  },
  makeTimed(act, timeoutMs) {
    const abortController = new AbortController()
    const options = { timeout: timeoutMs, abortController, autoRenewAbortController: true }
    const breaker = new Opossum(() => act(abortController.signal), options)
    return () => breaker.fire()
  },
}
