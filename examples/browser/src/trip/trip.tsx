import type { ReactElement } from 'react'
import { Departures } from './departures.tsx'
import { Rates } from './rates.tsx'
import { Stays } from './stays.tsx'
import { Weather } from './weather.tsx'

/** What the traveller sees. */
export function Trip(): ReactElement {
  return (
    <main className="trip">
      <header className="trip-head">
        <h1>Lisbon</h1>
        <p>Fri 23 to Mon 26 October, two travellers</p>
      </header>
      <div className="panels">
        <Departures />
        <Stays />
        <Weather />
        <Rates />
      </div>
    </main>
  )
}
