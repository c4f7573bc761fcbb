import { describe, expect, it } from 'vitest'
import { wrongArrows } from './arrows.ts'

const core = 'packages/core/src/circuit-breaker.ts'
const http = 'packages/core/src/http/guard.ts'
const axios = 'packages/axios/src/install.ts'
const server = 'packages/testing/src/server/sockets.ts'

describe('the arrows between rooms', () => {
  it.each([
    [core, `import { trip } from './trip.ts'`],
    [http, `import { CircuitBreaker } from '@recloser/core'\nimport { keyOf } from './key.ts'`],
    [
      axios,
      `import type { AxiosInstance } from 'axios'\nimport { createHttpBreakers } from '@recloser/core/http'`,
    ],
    [server, `import { createServer } from 'node:http'\nimport type { Plan } from '../plan.ts'`],
  ])('let %s import what lies before it', (path, source) => {
    expect(wrongArrows(path, source)).toEqual([])
  })

  it.each([
    ['core imports http', core, `import { guard } from './http/guard.ts'`],
    ['core re-exports http', core, `export { guard } from './http/guard.ts'`],
    ['core takes a type of http', core, `import type { HttpExchange } from './http/exchange.ts'`],
    ['core loads http later', core, `const http = () => import('./http/index.ts')`],
    ['core names a type of http in passing', core, `type A = import('./http/guard.ts').Guard`],
    ['core computes what it loads', core, `const load = (name: string) => import(name)`],
    ['core imports itself by name', core, `import { trip } from '@recloser/core'`],
    ['core has a dependency', core, `import ms from 'ms'`],
    ['core uses Node', core, `import { performance } from 'node:perf_hooks'`],
    ['core asks for the DOM', core, `/// <reference lib="dom" />`],
    ['http reaches into core', http, `import { trip } from '../trip.ts'`],
    ['http imports an adapter', http, `import { wrapFetch } from '@recloser/fetch'`],
    ['an adapter imports another', axios, `import { wrapFetch } from '@recloser/fetch'`],
    ['an adapter reaches into another', axios, `import { wrapFetch } from '../../fetch/src/index.ts'`],
    ['an adapter imports the tests’ tools', axios, `import { flaky } from '@recloser/testing'`],
    [
      'the page’s half of testing uses Node',
      'packages/testing/src/flaky.ts',
      `import { createServer } from 'node:http'`,
    ],
  ])('are broken when %s', (_what, path, source) => {
    expect(wrongArrows(path, source)).toHaveLength(1)
    expect(wrongArrows(path, source)[0]).toContain(path)
  })

  it('ask for a rule when a folder is new', () => {
    expect(wrongArrows('packages/unheard-of/src/index.ts', '')).toEqual([
      'packages/unheard-of/src/index.ts: in no room, declare it in scripts/arrows.ts',
    ])
  })

  it('are not judged in a file that does not parse', () => {
    expect(() => wrongArrows(core, 'import {')).toThrow(SyntaxError)
  })
})
