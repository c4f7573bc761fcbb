import { testContractInNode } from '../../testing/test/contract-in-node.ts'
import { installed, wrapped } from './contract-client.ts'

const ofFetch = {
  'fetch has no retry plugin': 3,
  'fetch has no time-out of its own, only signals': 1,
}
const ofWrapping = { ...ofFetch, 'a wrapped fetch is one that nobody has to use': 2 }
const ofMsw = {
  'under MSW a connection fails in one way only': 3,
  'what MSW answers is never checked for its origin': 1,
}
const ofReal = {
  'only pages ask whether they may read': 1,
  'sockets give every error a code': 1,
  'a socket fails with the code that the system gives it': 5,
  'the loopback has no names below one domain': 1,
}

await testContractInNode(wrapped, { msw: { ...ofWrapping, ...ofMsw }, real: { ...ofWrapping, ...ofReal } })
await testContractInNode(installed, { msw: { ...ofFetch, ...ofMsw }, real: { ...ofFetch, ...ofReal } })
