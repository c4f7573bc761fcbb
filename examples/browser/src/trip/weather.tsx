import type { ReactElement } from 'react'
import { forecastFeed } from '../services.ts'
import { Panel } from './panel.tsx'
import { usualWeather } from './usual.ts'

export function Weather(): ReactElement {
  return (
    <Panel
      title="Weather"
      what="readings"
      feed={forecastFeed}
      usual={{ data: usualWeather, says: 'Here is what October usually brings.' }}
    >
      {({ nowCelsius, sky, days }) => (
        <div className="weather">
          <p className="celsius">{nowCelsius}°</p>
          <p>{sky}</p>
          <ul>
            {days.map(({ day, highCelsius, lowCelsius }) => (
              <li key={day}>
                <span>{day}</span>
                <strong>{highCelsius}°</strong>
                <small>{lowCelsius}°</small>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}
