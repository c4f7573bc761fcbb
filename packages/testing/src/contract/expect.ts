/** Fails the case unless the condition holds; `what` is a sentence that says what should be so. */
export function claim(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what)
}

/** Fails the case unless both are the same, compared as JSON, with `undefined` in it. */
export function same(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [show(actual), show(expected)]
  claim(got === wanted, `${what} should be ${wanted}, got ${got}`)
}

/** What the promise rejects with; fails the case when it resolves. */
export async function rejection(promise: Promise<unknown>, what: string): Promise<unknown> {
  const [answer] = await Promise.allSettled([promise])
  claim(answer?.status === 'rejected', `${what} should reject`)
  return answer.reason
}

/** Waits until the condition holds. Real time, since what it waits for happens in a server. */
export async function until(condition: () => boolean | PromiseLike<boolean>, what: string): Promise<void> {
  for (const giveUpAt = Date.now() + 5_000; !(await condition()); ) {
    claim(Date.now() < giveUpAt, `${what} did not come to be`)
    await new Promise(resolve => setTimeout(resolve, 1))
  }
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => (part === undefined ? '(undefined)' : part)) ?? 'undefined'
  )
}
