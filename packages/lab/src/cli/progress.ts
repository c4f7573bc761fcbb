import type { Progress } from '../replay/replay-log.ts'
import { count } from '../report/words.ts'

interface Terminal {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Shows how far a replay has come, a few times a second, where somebody sees it. */
export const progressOn = (
  terminal: Terminal,
  now: () => number = () => performance.now(),
): { readonly show: ((progress: Progress) => void) | undefined; readonly clear: () => void } => {
  if (terminal.isTTY !== true) return { show: undefined, clear: () => {} }
  let shownAt = now()
  const show = ({ readBytes, size, calls }: Progress): void => {
    const at = now()
    if (at - shownAt < 200) return
    shownAt = at
    const share = size === undefined || size === 0 ? '' : `${Math.floor((100 * readBytes) / size)} %, `
    terminal.write(`\r\u001B[K${share}${count(calls)} calls`)
  }
  return { show, clear: () => terminal.write('\r\u001B[K') }
}
