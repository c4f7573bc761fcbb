import { HttpResponse } from 'msw'
import type { Answer, EchoOutcome, TornOutcome } from './server-outcome.ts'

/**
 * The answer as MSW takes it.
 *
 * @throws an Error with `code` and `errno` for a network error with a code, in Node: MSW hands it to the client as it is
 */
export function toResponse(answer: Exclude<Answer, EchoOutcome>): Response {
  if (answer.kind === 'network-error') {
    // Anywhere else a thrown error becomes a 500.
    if (answer.code !== undefined && runsOnNode()) throw nodeError(answer.code)
    return HttpResponse.error()
  }
  const { status, headers, body } = answer
  if (answer.kind === 'torn') return new HttpResponse(tornBody(answer), { status, headers })
  if (body === '') return new HttpResponse(null, { status, headers: { 'content-length': '0', ...headers } })
  const bytes = new TextEncoder().encode(body)
  return new HttpResponse(bytes, { status, headers: { 'content-length': `${bytes.byteLength}`, ...headers } })
}

/**
 * The first part, then an error. It waits for a turn of the event loop: in Node it overtakes the headers otherwise,
 * and the client sees no response at all. (A body that merely ends before its length hangs Node's fetch.)
 */
function tornBody({ body }: TornOutcome): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(new TextEncoder().encode(body)),
    async pull(controller) {
      await new Promise(resolve => setTimeout(resolve))
      controller.error(new TypeError('the connection was torn'))
    },
  })
}

/** MSW knows the errors of Node's sockets by these two fields. */
function nodeError(code: string): Error {
  const error = Object.assign(new Error(`planned network error ${code}`), { code, errno: undefined })
  // MSW prints what is thrown, and where we threw it tells nobody anything.
  error.stack = `${error}`
  return error
}

/** Whether sockets are Node's, and not a page's. */
export function runsOnNode(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } }
  return process?.versions?.node !== undefined
}
