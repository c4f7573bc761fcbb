import type { PanelListener, PanelReading, PanelSource } from '../source/panel-source.ts'

const EVERY_MS = 1_000
/** The least time between two readings, however much happens: a transition shows at once, a storm of them does not. */
const LEAST_MS = 250

interface SamplerListener extends PanelListener {
  readonly reading: (reading: PanelReading | undefined) => void
}

/** Reads a source once a second, and soon after a transition, while somebody looks; otherwise does nothing at all. */
export class Sampler {
  readonly #listener: SamplerListener
  #source: PanelSource | undefined
  #undo: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #sampledAt = Number.NEGATIVE_INFINITY
  #isPaused = false

  constructor(listener: SamplerListener) {
    this.#listener = listener
  }

  start(source: PanelSource | undefined): void {
    if (source === this.#source && this.#undo !== undefined) return
    this.stop()
    this.#source = source
    if (source === undefined) return
    const { transition, news } = this.#listener
    this.#undo = source.open({
      transition: event => {
        transition(event)
        this.#soon()
      },
      news: isConnected => {
        news(isConnected)
        this.#soon()
      },
    })
    document.addEventListener('visibilitychange', this.#look)
    this.sample()
  }

  stop(): void {
    this.#undo?.()
    this.#undo = undefined
    clearTimeout(this.#timer)
    document.removeEventListener('visibilitychange', this.#look)
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.#look()
  }

  /** Reads now, unless nobody looks or it is paused. */
  sample(): void {
    clearTimeout(this.#timer)
    if (this.#undo === undefined || this.#isPaused || document.hidden) return
    this.#sampledAt = performance.now()
    this.#listener.reading(this.#source?.read())
    this.#timer = setTimeout(this.#look, EVERY_MS)
  }

  #soon(): void {
    if (this.#undo === undefined) return
    clearTimeout(this.#timer)
    const least = matchMedia('(prefers-reduced-motion: reduce)').matches ? EVERY_MS : LEAST_MS
    this.#timer = setTimeout(this.#look, Math.max(0, this.#sampledAt + least - performance.now()))
  }

  readonly #look = (): void => this.sample()
}
