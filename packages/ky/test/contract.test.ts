import { testContractInNode } from '../../testing/test/contract-in-node.ts'
import { hooked, noUninstall } from './contract-client.ts'

const ofKy = { [noUninstall]: 2 }
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

await testContractInNode(hooked, { msw: { ...ofKy, ...ofMsw }, real: { ...ofKy, ...ofReal } })
