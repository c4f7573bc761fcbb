import type { ReactElement } from 'react'
import { backends } from '../backends/backends.ts'
import { useMedia } from '../parts/media.ts'
import { useNow } from '../parts/use-now.ts'
import { services, traffic } from '../services.ts'
import { useStore } from '../store.ts'
import { paceMs } from '../traffic.ts'
import { Axis } from './axis.tsx'
import type { History } from './history.ts'
import { Journal } from './journal.tsx'
import { Legend } from './legend.tsx'
import { Row } from './row.tsx'
import { stretchAt } from './stretch.ts'

const clock = () => performance.now()

/** What the developer sees: every breaker over time, and the switches that break the backends. */
export function Behind({ history }: { readonly history: History }): ReactElement {
  const isStill = useMedia('(prefers-reduced-motion: reduce)')
  const isNarrow = useMedia('(max-width: 46rem)')
  const stretch = stretchAt(useNow(isStill ? 1_000 : 100, clock), isNarrow)
  const isRunning = useStore(traffic.isRunning)

  return (
    <aside className="behind" aria-label="Behind the page">
      <header>
        <div>
          <h2>Behind the page</h2>
          <p>Four hosts, three clients, one breaker each. Break a host, and see what the page makes of it.</p>
        </div>
        <button type="button" onClick={isRunning ? traffic.stop : traffic.start}>
          {isRunning ? 'Pause the traffic' : 'Start the traffic'}
        </button>
      </header>
      <Legend />
      <svg className="unseen" aria-hidden="true">
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="hatch-ground" />
          <rect width="2.5" height="6" className="hatch-line" />
        </pattern>
      </svg>
      <ul className="rows">
        {services.flatMap(service => {
          const backend = backends.find(({ host }) => host === service.host)
          return backend === undefined
            ? []
            : [<Row key={service.host} {...{ service, backend, history, stretch, isNarrow }} />]
        })}
      </ul>
      {isNarrow || <Axis stretch={stretch} />}
      <Journal history={history} />
      <p className="small-print">
        Each host is asked every {paceMs / 1_000} s. The backends are played by MSW in this page.
      </p>
    </aside>
  )
}
