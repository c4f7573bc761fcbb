/** What the builds of all packages share; a part of tsup's options. */
interface Build {
  entry: Record<string, string>
  format: ('esm' | 'cjs')[]
  platform: 'neutral' | 'node'
  target: string
  dts: boolean
  sourcemap: boolean
  splitting: boolean
  removeNodeProtocol: boolean
}

/** One file an entry, as ESM and CommonJS with types. Each entry of a package is a build of its own. */
export const entry = (name: string, source: string): Build => ({
  entry: { [name]: source },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  splitting: false,
  removeNodeProtocol: false,
})
