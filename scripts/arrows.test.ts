import { describe, expect, it } from 'vitest'
import { wrongArrows, wrongCircles, wrongFloors } from './arrows.ts'

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
    [http, `import { DEV } from '../words.ts'`],
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

const workspace = (files: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(files).map(([path, source]) => [`packages/${path}`, source]))

describe('circles of imports', () => {
  const importing = `import { breaker } from './breaker.ts'`
  it.each([
    ['values', importing],
    ['types', `import type { Breaker } from './breaker.ts'`],
    ['types named in passing', `export type Breaker = import('./breaker.ts').Breaker`],
    ['dynamic imports', `export const load = () => import('./breaker.ts')`],
    ['re-exports', `export { breaker } from './breaker.ts'`],
    ['re-exports of everything', `export * from './breaker.ts'`],
    ['re-exports of types', `export type { Breaker } from './breaker.ts'`],
  ])('are found by %s', (_how, closing) => {
    const sources = workspace({ 'core/src/breaker.ts': `import './trip.ts'`, 'core/src/trip.ts': closing })
    expect(wrongCircles(sources)).toEqual([
      'a circle of 2 imports: packages/core/src/breaker.ts → packages/core/src/trip.ts → packages/core/src/breaker.ts',
    ])
  })

  it('are named file by file, without those that only lead to them', () => {
    const sources = workspace({
      'core/src/index.ts': `export * from './config.ts'`,
      'core/src/config.ts': `import './rules.ts'`,
      'core/src/rules.ts': `import './window.ts'\nimport './clock.ts'`,
      'core/src/window.ts': `import './config.ts'`,
      'core/src/clock.ts': '',
    })
    expect(wrongCircles(sources)).toEqual([
      `a circle of 3 imports: ${['config', 'rules', 'window', 'config'].map(name => `packages/core/src/${name}.ts`).join(' → ')}`,
    ])
  })

  it('are found between rooms, by the names of packages', () => {
    const sources = workspace({
      'core/src/index.ts': `export * from './http/key.ts'`,
      'core/src/http/key.ts': `import type { Circuit } from '@recloser/core'`,
      'core/src/http/index.ts': `export * from '../circuit.ts'`,
      'core/src/circuit.ts': `import('@recloser/core/http')`,
    })
    expect(wrongCircles(sources)).toHaveLength(2)
  })

  it('are each told once, however many files they share', () => {
    const sources = workspace({
      'core/src/one.ts': `import './two.ts'\nimport './three.ts'`,
      'core/src/two.ts': `import './one.ts'`,
      'core/src/three.ts': `import './one.ts'`,
    })
    expect(wrongCircles(sources)).toHaveLength(2)
  })

  it('are none when two ways lead to the same file', () => {
    const sources = workspace({
      'core/src/index.ts': `import './left.ts'\nimport './right.ts'`,
      'core/src/left.ts': `import './below.ts'`,
      'core/src/right.ts': `import './below.ts'`,
      'core/src/below.ts': '',
    })
    expect(wrongCircles(sources)).toEqual([])
  })
})

describe('the floors of a room', () => {
  const tower = (room: string, floors: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: floors }, (_, floor) => [
        `${room}/${floor === 0 ? 'index' : floor}.ts`,
        floor === floors - 1 ? '' : `import type { Below } from './${floor + 1}.ts'`,
      ]),
    )

  it('are as many as the longest chain has files, the index file among them', () => {
    expect(wrongFloors(workspace(tower('ky/src', 3)))).toEqual([])
    expect(wrongFloors(workspace(tower('ky/src', 4)))).toEqual([
      'packages/ky/src: 4 floors, of 3 at most: index.ts → 1.ts → 2.ts → 3.ts',
    ])
  })

  it.each([
    ['first', [3, 1]],
    ['last', [1, 3]],
  ])('are counted along the longest way, though a shorter one stands %s', (_where, below) => {
    const files = tower('ky/src', 4)
    files['ky/src/index.ts'] = below.map(floor => `import './${floor}.ts'`).join('\n')
    expect(wrongFloors(workspace(files))).toHaveLength(1)
  })

  it('end where another room begins', () => {
    const files = { ...tower('ky/src', 3), ...tower('core/src/browser', 2) }
    files['ky/src/2.ts'] = `import '@recloser/core/browser'`
    expect(wrongFloors(workspace(files))).toEqual([])
  })

  it('can be counted where imports run in a circle', () => {
    const files = { ...tower('ky/src', 4), 'ky/src/3.ts': `import './index.ts'` }
    expect(wrongFloors(workspace(files))).toEqual([])
  })
})
