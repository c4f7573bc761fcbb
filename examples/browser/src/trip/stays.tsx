import type { ReactElement } from 'react'
import { staysFeed } from '../services.ts'
import { Panel } from './panel.tsx'

export function Stays(): ReactElement {
  return (
    <Panel
      title="Stays"
      what="prices"
      feed={staysFeed}
      usual={{ data: [], says: 'Your search is kept, and goes on by itself.' }}
    >
      {(stays, isLive) => (
        <ul className="stays">
          {stays.map(({ name, place, price, roomsLeft }) => (
            <li key={name}>
              <span>
                {name}
                {/* What is left is true for a moment only. */}
                <small>
                  {isLive ? `${place}, ${roomsLeft} rooms left` : `${place}, checked when you book`}
                </small>
              </span>
              <span className="price">
                {isLive ? '' : 'about '}€ {price}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
