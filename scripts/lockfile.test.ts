import { describe, expect, it } from 'vitest'
import { lockfileGaps, lockfileHosts } from './lockfile.ts'

const lockfile = `
snapshots:
  bundler@2.0.0(peer@1.0.0):
    optionalDependencies:
      '@bundler/linux': 2.0.0
  plain@1.0.0: {}
`
const bundler = { name: 'bundler', version: '2.0.0', optionalDependencies: { '@bundler/linux': '2.0.0' } }

describe('the lockfile check', () => {
  it('accepts a package whose platforms are all locked', () => {
    expect(lockfileGaps(lockfile, [bundler, { name: 'plain', version: '1.0.0' }])).toEqual([])
  })

  it('names a platform that was dropped', () => {
    const optionalDependencies = { ...bundler.optionalDependencies, '@bundler/mac': '2.0.0' }
    expect(lockfileGaps(lockfile, [{ ...bundler, optionalDependencies }])).toEqual([
      'bundler@2.0.0 needs @bundler/mac, which the lockfile lacks',
    ])
  })

  it('names a platform of a package for which none was locked', () => {
    const optionalDependencies = { fsevents: '^2.0.0' }
    expect(lockfileGaps(lockfile, [{ name: 'plain', version: '1.0.0', optionalDependencies }])).toHaveLength(
      1,
    )
  })

  it('leaves out what an earlier install left behind', () => {
    expect(
      lockfileGaps(lockfile, [{ ...bundler, version: '1.0.0', optionalDependencies: { gone: '1' } }]),
    ).toEqual([])
  })

  it('names a line with a host', () => {
    expect(lockfileHosts(lockfile)).toEqual([])
    expect(lockfileHosts('a\n  tarball: https://registry.example/x.tgz')).toEqual([
      'pnpm-lock.yaml:2 names a host: tarball: https://registry.example/x.tgz',
    ])
  })
})
