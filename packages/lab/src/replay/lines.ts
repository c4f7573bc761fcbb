import { StringDecoder } from 'node:string_decoder'

/** Longer lines are no lines of a log. */
const LONGEST = 1 << 20

/** Cuts bytes into lines, and remembers no more of them than the one that has begun. */
export class Lines {
  /** The number of the line that was handed over last, from 1. */
  number = 0
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void
  readonly #onTooLong: () => void
  #begun = ''
  #isSkipping = false

  constructor(onLine: (line: string) => void, onTooLong: () => void) {
    this.#onLine = onLine
    this.#onTooLong = onTooLong
  }

  write(chunk: Buffer): void {
    this.#take(this.#decoder.write(chunk))
  }

  end(): void {
    this.#take(this.#decoder.end())
    if (this.#begun !== '' || this.#isSkipping) this.#hand('')
  }

  #take(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#hand(text.slice(from, end))
      from = end + 1
    }
    if (this.#isSkipping) return
    this.#begun += text.slice(from)
    if (this.#begun.length <= LONGEST) return
    this.#begun = ''
    this.#isSkipping = true
  }

  #hand(end: string): void {
    this.number += 1
    const line = this.#begun === '' ? end : this.#begun + end
    const isTooLong = this.#isSkipping || line.length > LONGEST
    this.#begun = ''
    this.#isSkipping = false
    if (isTooLong) this.#onTooLong()
    else this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
}
