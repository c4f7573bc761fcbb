import { testContractInChromium } from '../../testing/test/contract-in-chromium.ts'
import { hooked, noUninstall } from './contract-client.ts'

const ofKy = { [noUninstall]: 2, 'a page is not told why a connection failed': 6 }
const ofMsw = {
  'under MSW a connection fails in one way only': 3,
  'what MSW answers is never checked for its origin': 1,
}
const ofReal = { 'the loopback has no names below one domain': 1 }

await testContractInChromium(hooked, { msw: { ...ofKy, ...ofMsw }, real: { ...ofKy, ...ofReal } })
