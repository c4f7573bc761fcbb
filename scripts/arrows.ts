import { posix } from 'node:path'
import { type Expression, parseSync, Visitor } from 'oxc-parser'

/**
 * What the published source of each room may import beside its own files: `axios | fetch | ky → core/http → core →
 * nothing`. A room starts at a folder; the deepest folder wins. A folder that is not listed has no room yet.
 */
const rooms: Record<string, readonly string[]> = {
  'packages/core/src': [],
  'packages/core/src/http': ['@recloser/core'],
  'packages/core/src/browser': ['@recloser/core'],
  'packages/fetch/src': ['@recloser/core', '@recloser/core/http'],
  'packages/axios/src': ['@recloser/core', '@recloser/core/http', 'axios'],
  'packages/ky/src': ['@recloser/core', '@recloser/core/http', 'ky'],
  'packages/react/src': ['@recloser/core', 'react'],
  // The clients are the user's, and known by their shape alone.
  'packages/redis/src': ['@recloser/core', 'node:crypto'],
  'packages/testing/src': ['@recloser/core', '@recloser/core/http', 'msw'],
  'packages/testing/src/server': ['node:*', 'packages/testing/src'],
}

const byDepth = Object.keys(rooms).toSorted((left, right) => right.length - left.length)
const roomOf = (path: string): string | undefined => byDepth.find(room => path.startsWith(`${room}/`))

/** One sentence for each import of the file that runs against the arrows. The path is relative to the root. */
export function wrongArrows(path: string, source: string): string[] {
  const room = roomOf(path)
  if (room === undefined) return [`${path}: in no room, declare it in scripts/arrows.ts`]
  const wrong = importsOf(path, source)
    .map(name => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name))
    .filter(target => !mayImport(room, target))
    .map(target => `${path}: ${room} must not import ${target}`)
  // A core file could otherwise bring in the globals that its tsconfig keeps out.
  if (/^\/\/\/\s*<reference/m.test(source)) wrong.push(`${path}: a triple-slash reference brings in globals`)
  return wrong
}

function mayImport(room: string, target: string): boolean {
  const allowed = rooms[room] ?? []
  const inside = roomOf(target)
  if (inside !== undefined) return inside === room || allowed.includes(inside)
  return allowed.includes(target) || allowed.includes(target.replace(/:.*/, ':*'))
}

function importsOf(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) throw new SyntaxError(`${path}: ${errors[0].message}`)
  const names = new Set<string>()
  const add = (node: { source: Expression | null }): void => {
    if (node.source !== null) names.add(nameIn(node.source, source))
  }
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program)
  return [...names]
}

// A computed name is shown as it is written; no room may import it.
function nameIn(node: Expression, source: string): string {
  return node.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : source.slice(node.start, node.end)
}
