import type { CircuitBreakerManagerEvents, Listener } from '@recloser/core'

/** What the channels need of a manager. */
export interface WatchedManager {
  on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void
}

interface Channel {
  readonly hasSubscribers: boolean
  publish(message: unknown): void
}

interface Runtime {
  readonly process?: {
    getBuiltinModule?: (name: string) => { channel(name: string): Channel } | undefined
  }
}

/**
 * Publishes transitions on the channel `recloser:transition` and rejections on `recloser:rejected` of
 * `node:diagnostics_channel`, so that a program can watch without touching the code that makes the breakers. The messages
 * are the events of the manager. Where a runtime has no such module, it does nothing.
 *
 * @returns its undo
 */
export const publishToChannels = (manager: WatchedManager): (() => void) => {
  const diagnostics = (globalThis as Runtime).process?.getBuiltinModule?.('node:diagnostics_channel')
  if (diagnostics === undefined) return () => undefined
  const publish = (type: 'transition' | 'rejected'): (() => void) => {
    const channel = diagnostics.channel(`recloser:${type}`)
    return manager.on(type, event => {
      if (channel.hasSubscribers) channel.publish(event)
    })
  }
  const undo = [publish('transition'), publish('rejected')]
  return () => {
    for (const stop of undo) stop()
  }
}
