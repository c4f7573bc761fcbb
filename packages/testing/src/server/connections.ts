import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** The open sockets of a server, those taken over from HTTP included. */
export class Connections {
  readonly #open = new Set<Socket>()

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket)
      socket.on('close', () => this.#open.delete(socket))
    })
  }

  get size(): number {
    return this.#open.size
  }

  destroy(): void {
    for (const socket of this.#open) socket.destroy()
    this.#open.clear()
  }
}
