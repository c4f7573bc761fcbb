import {
  type ContractPlace,
  type ContractPlan,
  type ContractServer,
  contractPlan,
} from '../contract/place.ts'
import { type MisbehavingServer, misbehavingServer } from './misbehaving-server.ts'

/** A place of real servers, which the test that made it closes. */
export interface ServerPlace extends ContractPlace {
  close(): Promise<void>
}

/** Starts two real servers for the contract suite. Connections serve one request each, so that every hit is counted. */
export async function serverPlace(): Promise<ServerPlace> {
  const start = () => misbehavingServer(undefined, { keepAlive: false })
  const [one, two, gone] = await Promise.all([start(), start(), start()])
  // A port that was free a moment ago, and that nobody refuses to connect to on principle.
  await gone.close()
  return {
    name: 'real servers, Node',
    cannot: {
      'no-codes': 'sockets give every error a code',
      'chosen-codes': 'a socket fails with the code that the system gives it',
      cors: 'only pages ask whether they may read',
      names: 'the loopback has no names below one domain',
    },
    servers: [serverOf(one), serverOf(two)],
    refusing: gone.url,
    close: async () => {
      await Promise.all([one.close(), two.close()])
    },
  }
}

function serverOf(server: MisbehavingServer): ContractServer {
  return {
    origin: server.url,
    play(plan: ContractPlan) {
      server.plan = contractPlan(plan)
    },
    hits: () => server.hits,
    release: () => server.release(),
    reset: () => server.reset(),
  }
}
