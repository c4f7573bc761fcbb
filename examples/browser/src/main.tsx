import { watchPage } from '@recloser/core/browser'
import { BreakerProvider } from '@recloser/react'
import { setupWorker } from 'msw/browser'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { backends } from './backends/backends.ts'
import { Behind } from './behind/behind.tsx'
import { recordHistory } from './behind/history.ts'
import { breakers } from './breakers.ts'
import { Masthead } from './parts/masthead.tsx'
import { followTheme } from './parts/theme.ts'
import { services, traffic } from './services.ts'
import { keepSession, restoreSession } from './session.ts'
import { Trip } from './trip/trip.tsx'

followTheme()
restoreSession(breakers)
keepSession(breakers)
watchPage(breakers.manager)
const history = recordHistory(breakers.manager)

const page = document.getElementById('page')
if (page === null) throw new Error('index.html has no element with the id "page"')
createRoot(page).render(
  <StrictMode>
    <BreakerProvider manager={breakers.manager}>
      <Masthead />
      <Trip />
      <Behind history={history} />
    </BreakerProvider>
  </StrictMode>,
)

await setupWorker(...backends.map(({ flaky }) => flaky.handler)).start({
  quiet: true,
  onUnhandledFrame: 'bypass',
})
for (const service of services) void service.refresh()
// `?traffic=paused`: nothing is asked but by hand.
if (new URLSearchParams(location.search).get('traffic') !== 'paused') traffic.start()
