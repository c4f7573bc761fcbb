import { readFileSync } from 'node:fs'
import { type Budget, measure } from '../../scripts/sizes.ts'
import type { Figures } from './run.ts'

/** Ours are the entries of the budget file that a target stands for; the peers', what their users import. */
const peers: Readonly<Record<string, Pick<Budget, 'code' | 'external'>>> = {
  opossum: { code: "export { default } from './bench/node_modules/opossum/index.js'", external: ['events'] },
  'cockatiel, one breaker': {
    code: "export { circuitBreaker, CountBreaker, handleAll } from './bench/node_modules/cockatiel/dist/index.js'",
  },
  'mollitia, one breaker': {
    code: "export { Circuit, SlidingCountBreaker } from './bench/node_modules/mollitia/dist/index.js'",
  },
}

/** Bytes that arrive in a page: bundled, minified, compressed with brotli. */
export const measureSizes = async (): Promise<Figures> => {
  const ours = JSON.parse(readFileSync('sizes.json', 'utf8')) as Record<string, Budget>
  const sizes: Record<string, number[]> = {}
  const aimed = Object.fromEntries(
    Object.entries(ours).filter(([, { targetBytes }]) => targetBytes !== undefined),
  )
  for (const [name, code] of Object.entries({ ...aimed, ...peers })) {
    sizes[`sizes/${name}:bytes`] = [await measure(code)]
  }
  return sizes
}
