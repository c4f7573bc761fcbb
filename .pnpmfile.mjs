const asList = value => (typeof value === 'string' ? [value] : value)

/**
 * The packages that carry a Node binary declare `os` and `cpu` as strings. pnpm reads lists only, and would install
 * the binary of every platform.
 */
function readPackage(manifest) {
  if (manifest.os !== undefined) manifest.os = asList(manifest.os)
  if (manifest.cpu !== undefined) manifest.cpu = asList(manifest.cpu)
  return manifest
}

export const hooks = { readPackage }
