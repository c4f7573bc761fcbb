import { defineConfig, type Options } from 'tsup'

/** One file an entry, as ESM and CommonJS with types. Each entry of a package is a build of its own. */
export function entry(name: string, source: string, options: Options = {}): Options {
  return {
    entry: { [name]: source },
    format: ['esm', 'cjs'],
    platform: 'neutral',
    target: 'es2022',
    dts: true,
    sourcemap: true,
    splitting: false,
    ...options,
  }
}

export { defineConfig }
