import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host that takes requests and never answers. */
export interface HangingHost {
  readonly url: string
  readonly hits: number
  close(): void
}

export const hangingHost = async (): Promise<HangingHost> => {
  let hits = 0
  const server = createServer(request => {
    hits += 1
    request.resume()
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get hits() {
      return hits
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
