import { viewOf } from '../source/local-source.ts'
import type { PanelManager } from '../source/manager.ts'
import type { Message } from '../source/message.ts'
import type { BreakerView, TransitionView } from '../source/panel-source.ts'

interface Entry {
  readonly json: string
  /** The version in which it changed last. */
  readonly version: number
  readonly retryAt: number | undefined
  readonly transition: TransitionView | undefined
}

/** A message, and the version that its reader then knows. */
export interface Sent {
  readonly bytes: Uint8Array
  readonly version: number
}

/** Clocks differ by fractions of a millisecond from reading to reading; that is no news. */
const SAME_MS = 100
const MOST_TRANSITIONS = 200
const MOST_GONE = 2_000
const FULL_MS = 30_000

/** The state of all breakers as JSON, and since which version each is as it is. */
export class Ledger {
  version = 0
  readonly #entries = new Map<string, Entry>()
  readonly #gone = new Map<string, number>()
  /** Before this version it is not known any more what is gone. */
  #knownSince = 0
  #transitions: { readonly json: string; readonly version: number }[] = []
  readonly #changes = new Map<number, Uint8Array>()
  readonly #full = new Map<boolean, Sent & { readonly at: number }>()
  #now = 0
  readonly #encoder = new TextEncoder()

  /** Told with the next version. Of many, the newest. */
  tell(transition: TransitionView): void {
    this.#transitions.push({ json: JSON.stringify(transition), version: this.version + 1 })
    if (this.#transitions.length > MOST_TRANSITIONS) this.#transitions.shift()
  }

  take(manager: PanelManager, now: number): void {
    const version = this.version + 1
    const missing = new Set(this.#entries.keys())
    let isNew = this.version === 0 || this.#transitions.at(-1)?.version === version
    for (const status of manager.getSystemStatus().breakers) {
      missing.delete(status.name)
      const before = this.#entries.get(status.name)
      const view = steady(viewOf(manager, status, now), before)
      const json = JSON.stringify(view)
      if (json === before?.json) continue
      const { retryAt, lastTransition: transition } = view
      this.#entries.set(status.name, { json, version, retryAt, transition })
      this.#gone.delete(status.name)
      isNew = true
    }
    for (const name of missing) this.#remove(name, version)
    this.#now = now
    this.#changes.clear()
    if (isNew || missing.size > 0) this.version = version
  }

  /**
   * Everything. It may be some seconds old, with the version that it is of: a thousand breakers make half a megabyte, and
   * two hundred slow readers should hold the same one.
   */
  everything(canControl: boolean): Sent {
    const known = this.#full.get(canControl)
    if (known !== undefined && this.#now - known.at < FULL_MS && known.version >= this.#knownSince)
      return known
    const full = { bytes: this.#message(0, true, canControl), version: this.version, at: this.#now }
    this.#full.set(canControl, full)
    return full
  }

  /** What changed after a version; when that is too long ago, everything. */
  changesSince(seen: number, canControl: boolean): Sent {
    if (seen < this.#knownSince) return this.everything(canControl)
    let bytes = this.#changes.get(seen)
    if (bytes === undefined) {
      bytes = this.#message(seen, false, canControl)
      this.#changes.set(seen, bytes)
    }
    return { bytes, version: this.version }
  }

  #message(since: number, isFull: boolean, canControl: boolean): Uint8Array {
    const changed = [...this.#entries.values()]
      .filter(({ version }) => version > since)
      .map(({ json }) => json)
    const gone = isFull ? [] : [...this.#gone].filter(([, version]) => version > since).map(([name]) => name)
    const transitions = this.#transitions.filter(({ version }) => version > since).map(({ json }) => json)
    const rest: Omit<Message, 'breakers' | 'transitions'> = {
      now: this.#now,
      isFull,
      gone,
      ...(isFull && { canControl }),
    }
    const text = `data: {"breakers":[${changed.join()}],"transitions":[${transitions.join()}],${JSON.stringify(rest).slice(1)}\n\n`
    return this.#encoder.encode(isFull ? `retry: 2000\n${text}` : text)
  }

  #remove(name: string, version: number): void {
    this.#entries.delete(name)
    this.#gone.set(name, version)
    const [oldest] = this.#gone
    if (this.#gone.size <= MOST_GONE || oldest === undefined) return
    this.#gone.delete(oldest[0])
    this.#knownSince = oldest[1]
  }
}

/** The moments of before, where they are the same but for the clocks. */
const steady = (view: BreakerView, before: Entry | undefined): BreakerView => {
  const { retryAt, lastTransition } = view
  const isSame = (one: number | undefined, other: number | undefined) =>
    one !== undefined && other !== undefined && Math.abs(one - other) < SAME_MS
  const last = before?.transition
  const isSameTransition =
    last !== undefined && isSame(lastTransition?.at, last.at) && lastTransition?.to === last.to
  return {
    ...view,
    // A wait that is over is over, and does not move on with the clock.
    retryAt:
      view.state === 'half-open' ? undefined : isSame(retryAt, before?.retryAt) ? before?.retryAt : retryAt,
    lastTransition: isSameTransition ? last : lastTransition,
  }
}
