import { globSync, readFileSync } from 'node:fs'

/** Where `pack.ts` lays out what the registry would get, installed as in a user's project. */
export const packed = '.packed'

/** The fields of a published package.json that the checks go by. */
export interface PackedManifest {
  name: string
  exports: Record<string, unknown>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The manifests of the packed packages. */
export const packedManifests = (): PackedManifest[] =>
  globSync(`${packed}/node_modules/@recloser/*/package.json`)
    .toSorted()
    .map(path => JSON.parse(readFileSync(path, 'utf8')) as PackedManifest)

/** What users write after `from`, for every entry of every package: `@recloser/core`, `@recloser/core/http`, … */
export const packedEntries = (): string[] =>
  packedManifests().flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter(path => path !== './package.json')
      .map(path => name + path.slice(1)),
  )
