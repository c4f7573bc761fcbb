import type { ListRow } from '../model/order.ts'

/**
 * What a key asks for: to close the detail, or to go to a row. The search it focuses itself.
 *
 * @param page how many rows a page key leads on
 */
export const pressed = (
  event: KeyboardEvent,
  root: ShadowRoot,
  rows: readonly ListRow[],
  page: number,
): 'close' | { readonly name: string } | undefined => {
  const [target] = event.composedPath()
  const { key } = event
  if (key === 'Escape') return 'close'
  if (!(target instanceof HTMLElement)) return undefined
  if (key === '/' && !target.matches('[type=search]')) {
    event.preventDefault()
    root.querySelector<HTMLElement>('[type=search]')?.focus()
    return undefined
  }
  const name = target.matches('.name') ? rowAfter(key, rows, target.dataset['name'], page) : undefined
  if (name === undefined) return undefined
  event.preventDefault()
  return { name }
}

const rowAfter = (
  key: string,
  rows: readonly ListRow[],
  name: string | undefined,
  page: number,
): string | undefined => {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows.length,
    End: rows.length,
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const from = rows.findIndex(({ view }) => view.name === name)
  return rows[Math.min(rows.length - 1, Math.max(0, from + step))]?.view.name
}
