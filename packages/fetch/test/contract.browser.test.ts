import { testContractInChromium } from '../../testing/test/contract-in-chromium.ts'
import { installed, wrapped } from './contract-client.ts'

const ofFetch = {
  'fetch has no retry plugin': 3,
  'fetch has no time-out of its own, only signals': 1,
}
const ofWrapping = { ...ofFetch, 'a wrapped fetch is one that nobody has to use': 2 }
const ofPages = { 'a page is not told why a connection failed': 6 }
const ofMsw = {
  ...ofPages,
  'under MSW a connection fails in one way only': 3,
  'what MSW answers is never checked for its origin': 1,
}
const ofReal = { ...ofPages, 'the loopback has no names below one domain': 1 }

await testContractInChromium(wrapped, {
  msw: { ...ofWrapping, ...ofMsw },
  real: { ...ofWrapping, ...ofReal },
})
await testContractInChromium(installed, { msw: { ...ofFetch, ...ofMsw }, real: { ...ofFetch, ...ofReal } })
