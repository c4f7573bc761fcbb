import { globSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { type PackedManifest, packed, packedManifests } from './packed.ts'
import { listen } from './run.ts'

/** Packs every package as the registry would get it, and lays the result out as in a user's project. */
rmSync(packed, { recursive: true, force: true })
mkdirSync(`${packed}/tarballs`, { recursive: true })
must('pnpm', '--filter', './packages/*', 'pack', '--pack-destination', resolve(packed, 'tarballs'))

for (const tarball of globSync(`${packed}/tarballs/*.tgz`)) {
  const name = basename(tarball).replace(/^recloser-(.+?)-\d+\..*$/, '$1')
  const folder = `${packed}/node_modules/@recloser/${name}`
  mkdirSync(folder, { recursive: true })
  must('tar', '--extract', '--gzip', '--strip-components=1', `--directory=${folder}`, `--file=${tarball}`)
  mustHold(folder, ['package.json', 'README.md', 'LICENSE', ...filesOf(folder)])
}
for (const { name, dependencies = {}, peerDependencies = {} } of packedManifests()) {
  // Peers resolve from the root; what a package brings along stands beside its source.
  for (const peer of Object.keys(peerDependencies)) install(peer, resolve('node_modules', peer))
  for (const other of Object.keys(dependencies).filter(one => !one.startsWith('@recloser/')))
    install(other, resolve('packages', basename(name), 'node_modules', other))
}

function install(name: string, from: string): void {
  const target = `${packed}/node_modules/${name}`
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(from), target, 'dir')
}
/** `dist`; and for a bundler that reads no `exports`, a file for each further entry, which points into `dist`. */
function filesOf(folder: string): string[] {
  const { files, exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackedManifest
  return files.filter(
    name => name === 'dist' || Object.hasOwn(exports, `./${name.replace(/(\.d)?\.[jt]s$/, '')}`),
  )
}

function must(program: string, ...words: string[]): void {
  const { succeeded, said } = listen(program, ...words)
  if (!succeeded) throw new Error(`${program} ${words.join(' ')} failed:\n${said}`)
}

function mustHold(folder: string, names: string[]): void {
  const present = readdirSync(folder)
  const missing = names.filter(name => !present.includes(name))
  const strange = present.filter(name => !names.includes(name))
  if (missing.length > 0) throw new Error(`${folder} lacks ${missing.join(', ')}`)
  if (strange.length > 0) throw new Error(`${folder} must not hold ${strange.join(', ')}`)
  if (/@recloser\/source|workspace:|catalog:/.test(readFileSync(`${folder}/package.json`, 'utf8'))) {
    throw new Error(`${folder}/package.json names what exists in the workspace only`)
  }
}
