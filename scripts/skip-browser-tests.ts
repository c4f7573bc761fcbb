import type { Plugin } from 'vite'

/** Where there is no Chromium, its tests stay in the report by name, as skipped; their files cannot run on Node. */
export function skipBrowserTests(): Plugin {
  return {
    name: 'skip-browser-tests',
    enforce: 'pre',
    transform: (source, id) => (id.endsWith('.browser.test.ts') ? skipped(source) : undefined),
  }
}

/** A test file with the same names, none of which runs. A file whose names are computed counts as one test. */
export function skipped(source: string): string {
  const names = [...source.matchAll(/^\s*(?:it|test)\((['"])(.+?)\1/gm)].map(match => match[2])
  const tests = names.length > 0 ? names : ['needs Chromium']
  return `import { it } from 'vitest'\n${tests.map(name => `it.skip(${JSON.stringify(name)})`).join('\n')}\n`
}
