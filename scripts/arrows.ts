import { circlesIn, importGraph, importsOf, longestChain } from './import-graph.ts'

interface Room {
  /** What it may import beside its own files. */
  readonly may: readonly string[]
  /** How long a chain of imports inside it may be at most, counted in files. */
  readonly floors: number
}

// The only file of core that its other rooms may read: a constant that comes from elsewhere cannot be folded.
const words = 'packages/core/src/words.ts'

/**
 * What the published source of each room may import, and how many floors it may have: `axios | fetch | ky → core/http →
 * core → nothing`. A room starts at a folder; the deepest folder wins. A folder that is not listed has no room yet.
 */
const rooms: Record<string, Room> = {
  'packages/core/src': { may: [], floors: 8 },
  'packages/core/src/http': { may: ['@recloser/core', words], floors: 8 },
  'packages/core/src/browser': { may: ['@recloser/core', words], floors: 2 },
  'packages/fetch/src': { may: ['@recloser/core', '@recloser/core/http'], floors: 5 },
  'packages/axios/src': { may: ['@recloser/core', '@recloser/core/http', 'axios'], floors: 5 },
  'packages/ky/src': { may: ['@recloser/core', '@recloser/core/http', 'ky'], floors: 3 },
  'packages/react/src': { may: ['@recloser/core', 'react'], floors: 5 },
  'packages/testing/src': { may: ['@recloser/core', '@recloser/core/http', 'msw'], floors: 10 },
  'packages/testing/src/server': { may: ['node:*', 'packages/testing/src'], floors: 5 },
  'packages/lab/src/engine': { may: [], floors: 12 },
  'packages/lab/src/world': { may: ['@recloser/core', 'packages/lab/src/engine'], floors: 12 },
  'packages/lab/src/replay': {
    may: ['@recloser/core', 'node:*', 'packages/lab/src/engine', '@streamparser/json', 'csv-parse/sync'],
    floors: 12,
  },
  'packages/lab/src/report': { may: ['packages/lab/src/replay'], floors: 12 },
  'packages/lab/src/cli': {
    may: ['node:*', 'packages/lab/src/replay', 'packages/lab/src/report'],
    floors: 12,
  },
  'packages/lab/src': { may: ['packages/lab/src/replay', 'packages/lab/src/world'], floors: 12 },
  'packages/otel/src': {
    may: ['@recloser/core', '@opentelemetry/api', 'packages/otel/src/readings'],
    floors: 12,
  },
  'packages/otel/src/readings': { may: ['@recloser/core'], floors: 12 },
  'packages/otel/src/prom-client': {
    may: ['@recloser/core', 'prom-client', 'packages/otel/src/readings'],
    floors: 12,
  },
  'packages/otel/src/channels': { may: ['@recloser/core'], floors: 12 },
  'packages/otel/src/health': { may: ['@recloser/core'], floors: 12 },
  'packages/devtools/src': { may: [], floors: 12 },
  'packages/devtools/src/source': { may: ['@recloser/core'], floors: 12 },
  'packages/devtools/src/model': { may: ['@recloser/core', 'packages/devtools/src/source'], floors: 12 },
  'packages/devtools/src/panel': {
    may: [
      '@recloser/core',
      'lit/html.js',
      'uplot',
      'packages/devtools/src/source',
      'packages/devtools/src/model',
    ],
    floors: 12,
  },
  'packages/devtools/src/production': {
    may: ['packages/devtools/src/panel', 'packages/devtools/src/source'],
    floors: 12,
  },
  'packages/devtools/src/development': { may: ['@recloser/devtools/production'], floors: 12 },
  'packages/devtools/src/tanstack': { may: ['@recloser/devtools/production'], floors: 12 },
  'packages/devtools/src/dashboard': {
    may: ['packages/devtools/src/source', 'packages/devtools/build/panel-scripts.ts'],
    floors: 12,
  },
  'packages/devtools/src/page': {
    may: ['packages/devtools/src/panel', 'packages/devtools/src/source'],
    floors: 12,
  },
  'packages/redis/src': { may: ['@recloser/core', 'node:crypto'], floors: 13 },
}

const byDepth = Object.keys(rooms).toSorted((left, right) => right.length - left.length)
const roomOf = (path: string): string | undefined => byDepth.find(room => path.startsWith(`${room}/`))

/** One sentence for each import of the file that runs against the arrows. The path is relative to the root. */
export function wrongArrows(path: string, source: string): string[] {
  const room = roomOf(path)
  if (room === undefined) return [`${path}: in no room, declare it in scripts/arrows.ts`]
  const wrong = importsOf(path, source)
    .filter(target => !mayImport(room, target))
    .map(target => `${path}: ${room} must not import ${target}`)
  // A core file could otherwise bring in the globals that its tsconfig keeps out.
  if (/^\/\/\/\s*<reference/m.test(source)) wrong.push(`${path}: a triple-slash reference brings in globals`)
  return wrong
}

function mayImport(room: string, target: string): boolean {
  const allowed = rooms[room]?.may ?? []
  const inside = roomOf(target)
  if (inside !== undefined && (inside === room || allowed.includes(inside))) return true
  return allowed.includes(target) || allowed.includes(target.replace(/:.*/, ':*'))
}

/** One sentence for each circle of imports, within a room or between rooms. Sources by path, relative to the root. */
export const wrongCircles = (sources: ReadonlyMap<string, string>): string[] =>
  circlesIn(importGraph(sources)).map(
    circle => `a circle of ${circle.length} imports: ${[...circle, circle[0]].join(' → ')}`,
  )

/** One sentence for each room whose files stand on more floors than it may have, with the longest chain from the top. */
export const wrongFloors = (sources: ReadonlyMap<string, string>): string[] =>
  Object.entries(rooms).flatMap(([room, { floors }]) => {
    const chain = longestChain(importGraph(new Map([...sources].filter(([path]) => roomOf(path) === room))))
    if (chain.length <= floors) return []
    const files = chain.map(path => path.slice(room.length + 1))
    return [`${room}: ${chain.length} floors, of ${floors} at most: ${files.join(' → ')}`]
  })
