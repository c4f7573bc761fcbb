import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumArguments, findChromium } from '../../../../scripts/chromium.ts'

type Parameters = Record<string, unknown>
interface Message {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** One tab, by the devtools protocol. */
export interface Tab {
  send(method: string, parameters?: Parameters): Promise<unknown>
  /** What the expression comes to in the page; promises are awaited. */
  evaluate<Value>(expression: string): Promise<Value>
  /** Resolves when the expression is true. */
  until(expression: string): Promise<void>
  toFront(): Promise<void>
}

/**
 * A Chromium without Playwright, which keeps every page visible (so that none can be frozen) and turns the back-forward
 * cache off.
 */
export async function withChromium<Value>(
  use: (open: (url: string) => Promise<Tab>) => Promise<Value>,
): Promise<Value> {
  const profile = await mkdtemp(join(tmpdir(), 'page-life-'))
  const words = [
    '--headless',
    ...chromiumArguments,
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ]
  const program = spawn(findChromium() ?? '', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise(resolve => program.once('close', resolve))
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      program.once('error', reject)
      program.stderr.on('data', chunk => {
        said += chunk
        const found = /ws:\/\/\S+/.exec(said)
        if (found) resolve(found[0])
      })
    })
    return await use(await connect(address))
  } finally {
    program.kill()
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function connect(address: string): Promise<(url: string) => Promise<Tab>> {
  const socket = new WebSocket(address)
  await new Promise(resolve => socket.addEventListener('open', resolve))
  const waiting = new Map<number, (message: Message) => void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    waiting.get(message.id ?? 0)?.(message)
  })
  const send = async (method: string, params: Parameters = {}, sessionId?: string): Promise<unknown> => {
    const id = waiting.size + 1
    const answer = new Promise<Message>(resolve => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params, sessionId }))
    const { result, error } = await answer
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result
  }
  return async url => {
    const { targetId } = (await send('Target.createTarget', { url })) as { targetId: string }
    const attached = await send('Target.attachToTarget', { targetId, flatten: true })
    const { sessionId } = attached as { sessionId: string }
    return tabOf(
      (method, parameters) => send(method, parameters, sessionId),
      async () => {
        await send('Target.activateTarget', { targetId })
      },
    )
  }
}

function tabOf(send: Tab['send'], toFront: Tab['toFront']): Tab {
  async function evaluate<Value>(expression: string): Promise<Value> {
    const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    return (answer as { result: { value: Value } }).result.value
  }
  return {
    send,
    evaluate,
    toFront,
    async until(expression) {
      // Between navigations there is no page to ask.
      while ((await evaluate(expression).catch(() => false)) !== true)
        await new Promise(resolve => setTimeout(resolve, 20))
    },
  }
}
