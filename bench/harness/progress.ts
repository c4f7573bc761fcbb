const isTerminal = process.stderr.isTTY

/** Says how far it is: on a terminal in one line that changes, elsewhere a line a suite. */
export const progress = (title: string): { at(share: number): void; done(): void } => {
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1_000).toFixed(0)} s`
  if (!isTerminal) process.stderr.write(`${title} …`)
  return {
    at(share) {
      const percent = Math.round(100 * share)
      if (isTerminal)
        process.stderr.write(`\r${title} ${'█'.repeat(percent / 5).padEnd(20, '░')} ${percent} %`)
    },
    done() {
      process.stderr.write(isTerminal ? `\r\u001b[K${title} (${seconds()})\n` : ` ${seconds()}\n`)
    },
  }
}
