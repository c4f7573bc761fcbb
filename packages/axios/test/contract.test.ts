import { testContractInNode } from '../../testing/test/contract-in-node.ts'
import { axiosOn, noRetriedRejections } from './contract-client.ts'

const ofAxios = { [noRetriedRejections]: 2 }
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
const notHere = { msw: { ...ofAxios, ...ofMsw }, real: { ...ofAxios, ...ofReal } }

await testContractInNode(axiosOn('http'), notHere)
await testContractInNode(axiosOn('fetch'), notHere)
