import type { Message } from './message.ts'
import type { BreakerView, PanelAction, PanelListener, PanelSource } from './panel-source.ts'

/**
 * The breakers of the server that serves a dashboard. It connects when somebody looks, and again when the connection is
 * lost; the first message of each connection holds everything.
 *
 * @param base the address of the dashboard, with its last slash
 */
export const remoteSource = (base: string): PanelSource => {
  const breakers = new Map<string, BreakerView>()
  let server: { readonly now: number; readonly at: number } | undefined
  let canControl = false

  const take = (message: Message): void => {
    server = { now: message.now, at: performance.now() }
    if (message.isFull) {
      breakers.clear()
      canControl = message.canControl === true
    }
    for (const name of message.gone) breakers.delete(name)
    for (const view of message.breakers) breakers.set(view.name, view)
  }
  return {
    read: () =>
      server && { now: server.now + performance.now() - server.at, breakers: [...breakers.values()] },
    open: listener => listen(new URL('events', base), take, listener),
    get act() {
      return canControl
        ? (name: string, action: PanelAction) => ask(new URL('act', base), name, action)
        : undefined
    },
  }
}

const listen = (
  url: URL,
  take: (message: Message) => void,
  { transition, news }: PanelListener,
): (() => void) => {
  let events: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  const connect = (): void => {
    events = new EventSource(url)
    events.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as Message
      take(message)
      for (const one of message.transitions) transition(one)
      news(true)
    })
    events.addEventListener('error', () => {
      news(false)
      // A refusal ends it for good, as far as the browser is concerned; a server that restarts refuses for a while.
      if (events?.readyState === EventSource.CLOSED) again = setTimeout(connect, 5_000)
    })
  }
  connect()
  return () => {
    clearTimeout(again)
    events?.close()
  }
}

const ask = async (url: URL, name: string, action: PanelAction): Promise<void> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-recloser': '1' },
    body: JSON.stringify({ name, action }),
  })
  if (!response.ok) throw new Error(await response.text())
}
