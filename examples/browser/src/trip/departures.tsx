import type { ReactElement } from 'react'
import { departuresFeed } from '../services.ts'
import { Panel } from './panel.tsx'
import { timetable } from './usual.ts'

export function Departures(): ReactElement {
  return (
    <Panel
      title="Departures"
      what="departures"
      feed={departuresFeed}
      usual={{ data: timetable, says: 'Here is the timetable, without gates.' }}
    >
      {(departures, isLive) => (
        <table className="departures">
          <thead className="unseen">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">To</th>
              <th scope="col">Gate</th>
              <th scope="col">Remark</th>
            </tr>
          </thead>
          <tbody>
            {departures.map(({ flight, to, time, gate, remark }) => (
              <tr key={flight}>
                <td className="time">{time}</td>
                <td>
                  {to} <small>{flight}</small>
                </td>
                <td className="gate">{gate || 'no gate'}</td>
                {/* A remark that is not fresh sends people to the wrong place. */}
                <td className={`remark ${remark === 'Delayed' ? 'delayed' : ''}`}>
                  {isLive ? remark : 'See board'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
