import { useBreaker, useRetryAfterMs } from '@recloser/react'
import type { ReactElement } from 'react'
import type { Backend } from '../backends/backends.ts'
import { type Fault, faults } from '../backends/faults.ts'
import { breakers } from '../breakers.ts'
import { Segmented } from '../parts/segmented.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import type { Service } from '../services.ts'
import { useStore } from '../store.ts'
import { rulesOf, stateWords, statusWords } from '../words.ts'
import { Axis } from './axis.tsx'
import type { History } from './history.ts'
import { Lane } from './lane.tsx'
import type { Stretch } from './stretch.ts'
import { Tally } from './tally.tsx'

interface RowProps {
  readonly service: Service
  readonly backend: Backend
  readonly history: History
  readonly stretch: Stretch
  /** Whether rows are so far apart that each needs its own times. */
  readonly isNarrow: boolean
}

const switches = (Object.keys(faults) as Fault[]).map(value => ({
  value,
  label: faults[value].label,
  hint: faults[value].means,
}))

/** One breaker: whose it is, what it does, and the switch that breaks its backend. */
export function Row({ service, backend, history, stretch, isNarrow }: RowProps): ReactElement {
  const { host, client } = service
  const status = useBreaker(host, { refreshMs: 200 })
  const retryAfterMs = useRetryAfterMs(host)
  const fault = useStore(backend.fault)
  const state = status?.state ?? 'closed'
  const config = breakers.manager.get(host)?.config
  const { totalRequests = 0, rejected = 0 } = status?.metrics ?? {}

  return (
    <li className={`row ${state}`} aria-label={host}>
      <div className="whose">
        <h3>{host}</h3>
        <p className="state">
          <StateMark state={state} />
          {stateWords[state]}
          <small>by {client}</small>
        </p>
        <p className="rule">{config && rulesOf(config)}</p>
      </div>
      <div className="what">
        <Lane host={host} history={history.of(host)} stretch={stretch} />
        {isNarrow && <Axis stretch={stretch} />}
        <p className="status">{statusWords(status, retryAfterMs).join(' · ')}</p>
      </div>
      <div className="levers">
        <Segmented
          legend={`Backend of ${host}`}
          options={switches}
          value={fault}
          onChange={backend.fault.set}
        />
        <Tally asked={totalRequests + rejected} reached={backend.flaky.hits} spared={rejected} />
        <button type="button" onClick={() => void service.refresh()}>
          Call now
        </button>
      </div>
    </li>
  )
}
