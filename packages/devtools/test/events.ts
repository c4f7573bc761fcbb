import type { Message } from '../src/source/message.ts'

/** Reads server-sent events, one message at a time. */
export const eventsOf = (response: Response) => {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  return {
    async next(): Promise<Message> {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          return JSON.parse(event.slice(event.indexOf('data: ') + 6)) as Message
        }
        const { value, done = true } = (await reader?.read()) ?? {}
        if (done || value === undefined) throw new Error('the stream is over')
        text += decoder.decode(value, { stream: true })
      }
    },
    close: () => reader?.cancel(),
  }
}
