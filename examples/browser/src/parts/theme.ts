import { createStore, type Store } from '../store.ts'

export type Theme = 'auto' | 'light' | 'dark'

const isTheme = (value: unknown): value is Theme => value === 'auto' || value === 'light' || value === 'dark'
const stored = localStorage.getItem('theme')

/** What the reader chose; `auto` follows the system. */
export const theme: Store<Theme> = createStore(isTheme(stored) ? stored : 'auto')

/** Tells the style sheet, now and at each change, and remembers. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset['theme'] = theme.get()
    localStorage.setItem('theme', theme.get())
  }
  theme.subscribe(apply)
  apply()
}
