import { type Frame, inSeconds } from './frame.ts'
import type { Paint } from './paint.ts'
import { Screen } from './screen.ts'
import { FRAME_HEIGHT, stateOf, viewOf } from './view.ts'

/** Shows the demo while it runs. */
export interface Display {
  show(frame: Frame): void
  /** Leaves the terminal as it was. */
  close(): void
}

/** What a display needs to know of where it writes. */
export interface Output {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  readonly rows?: number | undefined
  write(text: string): unknown
}

/** A picture redrawn in place where there is a terminal large enough for it, else lines of text. */
export function displayFor(output: Output, paint: Paint, term: string | undefined): Display {
  const { isTTY = false, columns = 80, rows = 24 } = output
  const isLarge = columns >= 32 && rows > FRAME_HEIGHT
  return isTTY && term !== 'dumb' && isLarge ? live(output, paint) : plain(output)
}

function live(output: Output, paint: Paint): Display {
  const screen = new Screen(text => output.write(text))
  return {
    show: frame => screen.draw(viewOf(frame, output.columns ?? 80, paint)),
    close: () => screen.close(),
  }
}

/** What happens, as it happens, and a reading every two seconds. */
function plain(output: Output): Display {
  let told = 0
  let nextReadingAtMs = 0
  return {
    show({ atMs, happenings, sites }) {
      for (const happening of happenings.slice(told)) say(output, happening.atMs, happening.text)
      told = happenings.length
      if (atMs < nextReadingAtMs) return
      nextReadingAtMs += 2_000
      for (const site of sites) {
        const { failureRate, metrics } = site.status
        const rate = `failure rate ${(failureRate * 100).toFixed(0)} %`
        const counts = `${metrics.totalRequests} let through, ${metrics.rejected} rejected`
        say(output, atMs, `${site.label} is ${stateOf(site)}; ${rate}, ${counts}`)
      }
    },
    close: () => {},
  }
}

function say(output: Output, atMs: number, text: string): void {
  output.write(`${inSeconds(atMs).padStart(7)}  ${text}\n`)
}
