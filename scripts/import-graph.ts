import { posix } from 'node:path'
import { type Expression, parseSync, Visitor } from 'oxc-parser'

/** Which files of a workspace each of its files imports. Paths are relative to the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/**
 * The graph of sources by path. It counts whatever names another file: imports and re-exports, of types too, and dynamic
 * imports. What is no file of the graph is left out.
 */
export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  const targetsOf = (path: string, source: string): string[] =>
    importsOf(path, source)
      .map(fileOf)
      .filter(target => sources.has(target))
  return new Map([...sources].map(([path, source]) => [path, targetsOf(path, source)]))
}

// A package of the workspace is imported by its name, which stands for its index file.
const fileOf = (target: string): string =>
  target.replace(/^@recloser\/([^/]+)(\/.+)?$/, 'packages/$1/src$2/index.ts')

/**
 * What a file imports: files by their paths, packages by their names, a computed name as it is written.
 *
 * @throws SyntaxError when the file does not parse
 */
export function importsOf(path: string, source: string): string[] {
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
  return [...names].map(name => (name.startsWith('.') ? posix.join(posix.dirname(path), name) : name))
}

const nameIn = (node: Expression, source: string): string =>
  node.type === 'Literal' && typeof node.value === 'string' ? node.value : source.slice(node.start, node.end)

/** The circles of imports, each file by file. Every file that imports itself by way of others stands in one at least. */
export function circlesIn(graph: ImportGraph): string[][] {
  const circles = new Map<string, string[]>()
  for (const path of graph.keys()) {
    const circle = shortestWay(graph, path, path)
    const files = circle?.toSorted().join() ?? ''
    if (circle !== undefined && !circles.has(files)) circles.set(files, circle)
  }
  return [...circles.values()]
}

/** The files from one to the other, the first one included and the last one not. */
function shortestWay(graph: ImportGraph, from: string, to: string): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [from]
  for (const path of queue) {
    for (const target of graph.get(path) ?? []) {
      if (target === to) return wayBack(cameFrom, path, from)
      if (cameFrom.has(target)) continue
      cameFrom.set(target, path)
      queue.push(target)
    }
  }
  return undefined
}

function wayBack(cameFrom: ReadonlyMap<string, string>, last: string, first: string): string[] {
  const way = [last]
  for (let path = last; path !== first; ) {
    path = cameFrom.get(path) ?? first
    way.unshift(path)
  }
  return way
}

/**
 * The longest chain of imports, from the top file to the one that imports nothing. Its length is the number of floors.
 * Files of a circle have no order: imports inside it are not counted.
 */
export function longestChain(graph: ImportGraph): string[] {
  const chains = new Map<string, string[]>()
  const chainFrom = (path: string): string[] => {
    const below = (graph.get(path) ?? []).filter(target => shortestWay(graph, target, path) === undefined)
    const chain = chains.get(path) ?? [path, ...longest(below.map(chainFrom))]
    chains.set(path, chain)
    return chain
  }
  return longest([...graph.keys()].map(chainFrom))
}

const longest = (chains: readonly string[][]): string[] =>
  chains.reduce((best, chain) => (chain.length > best.length ? chain : best), [])
