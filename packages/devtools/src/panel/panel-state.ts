import type { Filter } from '../model/order.ts'
import type { PanelReading } from '../source/panel-source.ts'

/** Everything that decides what the panel shows, but for how far the list is scrolled. */
export interface PanelState {
  readonly reading: PanelReading | undefined
  readonly isLost: boolean
  readonly isPaused: boolean
  readonly search: string
  readonly filter: Filter
  /** The name whose detail is open. */
  readonly selected: string | undefined
  /** The name whose button the Tab key reaches. */
  readonly current: string | undefined
  /** Why the last action was not done. */
  readonly refusal: string | undefined
  /** The last message for those who listen. */
  readonly said: string
}

export const firstState = (): PanelState => ({
  reading: undefined,
  isLost: false,
  isPaused: false,
  search: '',
  filter: 'all',
  selected: undefined,
  current: undefined,
  refusal: undefined,
  said: '',
})
