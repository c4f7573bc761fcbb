import type { ReactElement } from 'react'
import { useStore } from '../store.ts'
import { useOnline } from './online.ts'
import { Segmented } from './segmented.tsx'
import { type Theme, theme } from './theme.ts'

const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function Masthead(): ReactElement {
  const isOnline = useOnline()
  return (
    <header className="masthead">
      <p className="brand">
        <svg viewBox="0 0 40 16" aria-hidden="true">
          <path d="M1 12h12l9-9h17" />
          <circle cx="13" cy="12" r="3" />
        </svg>
        Layover
      </p>
      <p className={isOnline ? 'network' : 'network offline'} role="status">
        {isOnline ? 'Online' : 'Offline'}
      </p>
      <Segmented legend="Colours" options={themes} value={useStore(theme)} onChange={theme.set} />
    </header>
  )
}
