import { hang, ok, status, torn } from '@recloser/testing'
import type { MisbehavingServer } from '@recloser/testing/server'
import type { Case } from './space.ts'
import type { Stack } from './stack.ts'

const answers = { '200': ok, '503': status(503), hang, tear: torn }

/** All calls of a round, and all that they have set off, to its end. */
export const play = async (
  { calls }: Case,
  stack: Stack,
  server: MisbehavingServer,
  answer: Case['answer'],
): Promise<void> => {
  server.reset()
  server.plan = answers[answer]
  const controller = new AbortController()
  const all = Array.from({ length: calls }, () => stack.call(controller.signal))
  const over = Promise.allSettled(all)
  if (answer === 'hang') {
    await quiet(server)
    controller.abort()
  }
  // Node may lose an abort to the garbage collector. What then hangs is ended, and shows as booked wrongly.
  const watch = setTimeout(() => server.release(), 10_000)
  await over
  await Promise.allSettled(
    stack.loose.splice(0).map(async response => ((await response) as Response).text?.()),
  )
  await turns(3)
  while (server.pending > 0) await turns(1)
  clearTimeout(watch)
}

/** Until no more arrive: nothing of a case waits for longer than a few turns, but sockets take theirs. */
const quiet = async (server: MisbehavingServer): Promise<void> => {
  let [seen, still] = [0, 0]
  while (still < (seen === 0 ? 60 : 25)) {
    await turns(1)
    still = server.pending === seen ? still + 1 : 0
    seen = server.pending
  }
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(resolve => setImmediate(resolve))
}
