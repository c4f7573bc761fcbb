import type { Locator, Page } from 'playwright'

export const titles = ['Departures', 'Stays', 'Weather', 'One euro buys'] as const

/** What a person does on the page, and what the page then says. */
export class Visit {
  readonly page: Page
  /** What the console and the page complained of. A response of 503 is none: Chromium notes each, and they are the play. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('pageerror', error => this.complaints.push(String(error)))
    page.on('console', message => {
      const isComplaint = message.type() === 'error' || message.type() === 'warning'
      if (isComplaint && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text())
    })
  }

  panel(title: (typeof titles)[number]): Locator {
    return this.page.getByRole('region', { name: title, exact: true })
  }

  row(host: string): Locator {
    return this.page.getByRole('listitem', { name: host, exact: true })
  }

  /** What the panel says at its foot. */
  async notice(title: (typeof titles)[number]): Promise<string> {
    const text = await this.panel(title).locator('footer').innerText()
    return text.replaceAll(/\s+/g, ' ')
  }

  async notices(): Promise<string[]> {
    return Promise.all(titles.map(title => this.notice(title)))
  }

  /** How many calls each of the four hosts was asked for. */
  async made(): Promise<number[]> {
    return this.page
      .locator('.tally dd:first-of-type')
      .evaluateAll(all =>
        all
          .filter(element => element.previousElementSibling?.textContent === 'Made')
          .map(({ textContent }) => Number(textContent)),
      )
  }

  /** Of one host: attempts made, those that reached the backend, those spared. */
  async tally(host: string): Promise<number[]> {
    const texts = await this.row(host).locator('.tally dd').allInnerTexts()
    return texts.map(Number)
  }

  async break(host: string, fault: string): Promise<void> {
    await this.row(host).getByText(fault, { exact: true }).click()
  }

  /** One call by hand, and its result. */
  async call(host: string): Promise<void> {
    const [before = 0] = await this.tally(host)
    await this.row(host).getByRole('button', { name: 'Call now' }).click()
    await this.until(
      `a call to ${host}`,
      async () => ((await this.tally(host))[0] ?? 0) > before && this.isQuiet(),
    )
  }

  /** Whether no answer is under way. */
  async isQuiet(): Promise<boolean> {
    return (await this.page.locator('[aria-busy=true]').count()) === 0
  }

  /** Lets time pass in the page. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.runFor(ms)
  }

  /** Lets the traffic flow, call by call: to wait longer would make answers look slow to a clock that runs ahead. */
  async flow(rounds: number): Promise<void> {
    for (let call = 0; call < rounds * titles.length; call += 1) {
      await this.pass(450)
      await this.until('an answer', () => this.isQuiet())
    }
  }

  /** Waits for the page: its requests take real time, and its timers want their clock to go on a little. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (let turn = 0; turn < 200; turn += 1) {
      if (await holds()) return
      await this.pass(50)
    }
    throw new Error(`waited in vain for ${what}; the page says: ${(await this.notices()).join(' | ')}`)
  }

  async untilNotice(title: (typeof titles)[number], text: RegExp): Promise<string> {
    await this.until(`${title}: ${text}`, async () => text.test(await this.notice(title)))
    return this.notice(title)
  }

  /** @throws Error when the page complained of something */
  async close(): Promise<void> {
    await this.page.context().close()
    if (this.complaints.length > 0) throw new Error(`the page complained: ${this.complaints.join('\n')}`)
  }
}
