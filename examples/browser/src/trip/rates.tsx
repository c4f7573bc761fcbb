import type { ReactElement } from 'react'
import { ratesFeed } from '../services.ts'
import { Panel } from './panel.tsx'
import { yesterdaysRates } from './usual.ts'

export function Rates(): ReactElement {
  return (
    <Panel
      title="One euro buys"
      what="rates"
      feed={ratesFeed}
      usual={{ data: yesterdaysRates, says: 'Here are those of yesterday.' }}
    >
      {(rates, isLive) => (
        <ul className="rates">
          {rates.map(({ currency, value, change }) => (
            <li key={currency}>
              <span>{currency}</span>
              <strong>{value.toFixed(isLive ? 4 : 2)}</strong>
              <small>{isLive ? changeOf(change) : 'about'}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

const changeOf = (change: number): string =>
  Math.abs(change) < 0.00005 ? 'steady' : `${change > 0 ? '▲ +' : '▼ −'}${Math.abs(change).toFixed(4)}`
