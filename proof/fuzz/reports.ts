/** What was reported, as nobody had caught it, while the function ran. */
export const reportedWhile = async (run: () => void | Promise<void>): Promise<unknown[]> => {
  const seen: unknown[] = []
  const world = globalThis as { reportError?: ((error: unknown) => void) | undefined }
  const before = world.reportError
  world.reportError = error => seen.push(error)
  try {
    await run()
  } finally {
    if (before === undefined) delete world.reportError
    else world.reportError = before
  }
  return seen
}
