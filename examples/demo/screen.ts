const CURSOR = { hide: '\u001B[?25l', show: '\u001B[?25h' }
/** Off, so that a line that is too long after a resize is cut instead of pushing the others down. */
const WRAP = { off: '\u001B[?7l', on: '\u001B[?7h' }
const CLEAR_LINE = '\u001B[K'
const CLEAR_BELOW = '\u001B[J'

/** Draws lines in place, again and again, below what the terminal shows already. */
export class Screen {
  readonly #write: (text: string) => unknown
  #height = 0
  #isOpen = false

  constructor(write: (text: string) => unknown) {
    this.#write = write
  }

  /** Replaces what was drawn before. In one write, so that nobody sees half a picture. */
  draw(lines: readonly string[]): void {
    const begin = this.#isOpen ? up(this.#height) : CURSOR.hide + WRAP.off
    this.#isOpen = true
    this.#height = lines.length
    this.#write(begin + lines.map(line => `${line}${CLEAR_LINE}\n`).join('') + CLEAR_BELOW)
  }

  /** Leaves the last picture standing, and the terminal as it was. Again is no harm. */
  close(): void {
    if (this.#isOpen) this.#write(CURSOR.show + WRAP.on)
    this.#isOpen = false
  }
}

function up(lines: number): string {
  return `\r\u001B[${lines}A`
}
