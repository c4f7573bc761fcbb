import type { TemplateResult } from 'lit/html.js'
import { Announcer } from '../model/announcer.ts'
import { Histories } from '../model/history.ts'
import { type ListRow, rowsOf } from '../model/order.ts'
import type { PanelAction, PanelReading, PanelSource } from '../source/panel-source.ts'
import { watchColours } from './colour-watch.ts'
import { DetailLoader } from './detail-loader.ts'
import { headerStyles } from './header-styles.ts'
import { pressed } from './keyboard.ts'
import { listStyles } from './list-styles.ts'
import { narrowStyles } from './narrow-styles.ts'
import { PanelElement } from './panel-element.ts'
import { firstState, type PanelState } from './panel-state.ts'
import { panelTemplate } from './panel-template.ts'
import { drawRibbons } from './ribbons.ts'
import { rowStyles } from './row-styles.ts'
import { Sampler } from './sampler.ts'
import { tokens } from './tokens.ts'
import { Viewport } from './viewport.ts'

/** The panel: every breaker of a source, why each is in its state and until when. Give it a `source`. */
export class RecloserDevtools extends PanelElement {
  readonly #histories = new Histories()
  readonly #announcer = new Announcer()
  readonly #viewport = new Viewport(() => this.requestUpdate())
  readonly #detail = new DetailLoader()
  readonly #sampler = new Sampler({
    reading: reading => this.#show(reading),
    transition: transition => {
      this.#histories.tell(transition)
      this.#announcer.tell(transition)
    },
    news: isConnected => this.#set({ isLost: !isConnected }),
  })
  #state = firstState()
  #source: PanelSource | undefined
  #rows: readonly ListRow[] = []
  #unwatch: (() => void) | undefined

  /** Where the breakers are. Nothing is read and nothing listened to until the element is in a page and has one. */
  get source(): PanelSource | undefined {
    return this.#source
  }

  set source(source: PanelSource | undefined) {
    this.#source = source
    if (this.isConnected) this.#sampler.start(source)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sampler.start(this.#source)
    this.#unwatch = watchColours(() => this.requestUpdate())
  }

  disconnectedCallback(): void {
    this.#sampler.stop()
    this.#viewport.release()
    this.#detail.release()
    this.#unwatch?.()
  }

  protected override styles(): string {
    return tokens() + headerStyles() + listStyles() + rowStyles() + narrowStyles()
  }

  protected override render(): TemplateResult {
    return panelTemplate({
      state: this.#state,
      rows: this.#rows,
      window: this.#viewport.window(this.#rows.length),
      history: this.#histories.get(this.#state.selected ?? ''),
      detail: this.#detail.template,
      set: change => this.#set(change),
      select: name => void this.#select(name),
      close: () => this.#close(),
      act: this.#source?.act && ((name, action) => void this.#act(name, action)),
      press: event => this.#press(event),
    })
  }

  protected override updated(): void {
    const { renderRoot: root } = this
    const { reading, selected, current } = this.#state
    const now = reading?.now ?? 0
    this.#viewport.observe(root)
    this.#viewport.keepFocus(root, current)
    const { first, count } = this.#viewport.window(this.#rows.length)
    const rows = this.#rows.slice(first, first + count).map(({ view }) => view.name)
    drawRibbons({
      root,
      histories: this.#histories,
      rows,
      now,
      place: this.#viewport.ribbonPlace(root, first),
    })
    this.#detail.draw(root, selected, this.#histories.get(selected ?? ''), now)
  }

  #set(change: Partial<PanelState>): void {
    if (change.isPaused !== undefined) this.#sampler.setPaused(change.isPaused)
    this.#state = { ...this.#state, ...change }
    // Not with every rendering, or scrolling would put a thousand rows in order for each frame.
    if ('reading' in change || 'search' in change || 'filter' in change) {
      const { reading, search, filter } = this.#state
      this.#rows = rowsOf(reading?.breakers ?? [], search, filter)
    }
    this.requestUpdate()
  }

  #show(reading: PanelReading | undefined): void {
    if (reading === undefined) return
    this.#histories.sample(reading)
    this.#set({ reading, said: this.#announcer.message(performance.now()) ?? this.#state.said })
  }

  async #select(name: string): Promise<void> {
    this.#set({ refusal: undefined, selected: name, current: name })
    try {
      if (await this.#detail.load(styles => this.adopt(styles))) this.requestUpdate()
    } catch {
      this.#set({ selected: undefined, said: 'The detail could not be loaded' })
    }
  }

  #close(): void {
    const { selected } = this.#state
    this.#set({ selected: undefined })
    void this.updateComplete.then(() => this.#viewport.focusRow(this.renderRoot, this.#rows, selected))
  }

  #press(event: KeyboardEvent): void {
    const { renderRoot: root } = this
    const to = pressed(event, root, this.#rows, this.#viewport.page)
    if (to === 'close' && this.#state.selected !== undefined) this.#close()
    if (to === undefined || to === 'close') return
    this.#set({ current: to.name })
    this.#viewport.focusRow(root, this.#rows, to.name)
  }

  async #act(name: string, action: PanelAction): Promise<void> {
    try {
      this.#set({ refusal: undefined })
      await this.#source?.act?.(name, action)
    } catch (error) {
      this.#set({ refusal: error instanceof Error ? error.message : String(error) })
    }
    this.#sampler.sample()
  }
}
