/** Resolves when the condition holds. @throws Error when it does not within so many milliseconds */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  ms = 8_000,
): Promise<number> {
  const start = performance.now()
  while (!(await condition())) {
    if (performance.now() - start > ms) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise(next => setTimeout(next, 10))
  }
  return performance.now() - start
}
