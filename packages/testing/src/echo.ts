import { ok } from './outcomes.ts'
import type { Answer, EchoOutcome } from './server-outcome.ts'

/** What came to a server. */
export interface Received {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** The answer as it is, or what an echo of the request says. */
export async function echoed(
  answer: Answer,
  receive: () => Promise<Received>,
): Promise<Exclude<Answer, EchoOutcome>> {
  if (answer.kind !== 'echo') return answer
  return ok({ body: await receive() })
}
