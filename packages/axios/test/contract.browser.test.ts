import { testContractInChromium } from '../../testing/test/contract-in-chromium.ts'
import { axiosOn, noRetriedRejections } from './contract-client.ts'

const ofAxios = { [noRetriedRejections]: 2, 'a page is not told why a connection failed': 6 }
const ofMsw = {
  'under MSW a connection fails in one way only': 3,
  'what MSW answers is never checked for its origin': 1,
}
const ofReal = { 'the loopback has no names below one domain': 1 }
const noTornBodies = 'a body that a service worker breaks off reaches XHR as an abort of the page’s own'
const xhr = { [noTornBodies]: 2 }

await testContractInChromium(
  axiosOn('xhr'),
  { msw: { ...ofAxios, ...ofMsw, ...xhr }, real: { ...ofAxios, ...ofReal } },
  axiosOn('xhr', { torn: noTornBodies }),
)
await testContractInChromium(axiosOn('fetch'), {
  msw: { ...ofAxios, ...ofMsw },
  real: { ...ofAxios, ...ofReal },
})
