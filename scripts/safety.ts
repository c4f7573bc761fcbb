import { parseSync, Visitor } from 'oxc-parser'

/** Scripts that a package manager runs when it installs a package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare']

/** What a published package may depend on at run time; whatever is not listed, on nothing. */
const mayDependOn: Readonly<Record<string, readonly string[]>> = {
  '@recloser/axios': ['@recloser/core'],
  '@recloser/devtools': ['@recloser/core', 'lit', 'uplot'],
  '@recloser/fetch': ['@recloser/core'],
  '@recloser/ky': ['@recloser/core'],
  '@recloser/lab': ['@recloser/core', '@streamparser/json', 'csv-parse'],
  '@recloser/otel': ['@recloser/core'],
  '@recloser/react': ['@recloser/core'],
  '@recloser/redis': ['@recloser/core'],
  '@recloser/testing': ['@recloser/core'],
}

interface Manifest {
  readonly name: string
  readonly scripts?: Readonly<Record<string, string>> | undefined
  readonly dependencies?: Readonly<Record<string, string>> | undefined
  readonly optionalDependencies?: Readonly<Record<string, string>> | undefined
  readonly bundledDependencies?: unknown
}

/** One sentence for each place of a source that makes code, or a pattern, of what it is given. */
export function unsafeCode(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) throw new SyntaxError(`${path}: ${errors[0].message}`)
  const found: string[] = []
  const flag = (what: string, { start }: { start: number }): void => {
    found.push(`${path}:${source.slice(0, start).split('\n').length}: ${what}`)
  }
  const called = (node: { callee: Named; arguments: readonly { type: string }[]; start: number }): void => {
    const { callee } = node
    const name = callee.name ?? callee.property?.name
    // Of a literal, a pattern is as fixed as one between slashes.
    if (name === 'RegExp' && node.arguments[0]?.type !== 'Literal') flag('a pattern made from input', node)
    if (isTimer(name) && node.arguments[0]?.type === 'Literal') flag(`${name} of a text`, node)
  }
  new Visitor({
    // By name wherever it stands, or a second name for it would go unseen.
    Identifier: node => {
      if (node.name === 'eval' || node.name === 'Function') flag(`${node.name} makes code of a text`, node)
    },
    CallExpression: node => called(node as never),
    NewExpression: node => called(node as never),
  }).visit(program)
  return found
}

interface Named {
  readonly name?: string
  readonly property?: { readonly name?: string }
}

const isTimer = (name: string | undefined): boolean => name === 'setTimeout' || name === 'setInterval'

/** One sentence for each thing in a published manifest that runs at, or comes with, an installation. */
export function unsafeManifest({ name, scripts = {}, ...manifest }: Manifest): string[] {
  const allowed = mayDependOn[name] ?? []
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  return [
    ...INSTALL_SCRIPTS.filter(script => script in scripts).map(script => `${name}: runs a script, ${script}`),
    ...needed.filter(other => !allowed.includes(other)).map(other => `${name}: must not depend on ${other}`),
    ...(manifest.bundledDependencies === undefined ? [] : [`${name}: bundles dependencies`]),
  ]
}
