import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Hosts } from './hosts.ts'

const hostsOf = (...names: string[]) => {
  const hosts = new Hosts<string>('others')
  for (const name of names) hosts.add(name, name, name)
  return hosts
}
const planFor = (hosts: Hosts<string>, host: string) => hosts.find(`https://${host}/x`)?.plan

describe('Hosts', () => {
  it('finds a host by its name first, then by the longest wildcard, then by the star', () => {
    const hosts = hostsOf('*', '*.example.com', '*.cdn.example.com', 'a.cdn.example.com')
    expect(planFor(hosts, 'a.cdn.example.com')).toBe('a.cdn.example.com')
    expect(planFor(hosts, 'b.a.cdn.example.com')).toBe('*.cdn.example.com')
    expect(planFor(hosts, 'cdn.example.com')).toBe('*.example.com')
    expect(planFor(hosts, 'example.com')).toBe('*')
    expect(planFor(hosts, 'notexample.com')).toBe('*')
    expect(planFor(hosts, '.b.cdn.example.com')).toBe('*.cdn.example.com')
  })

  it('gives hosts that were not declared what holds for others', () => {
    expect(planFor(hostsOf('api.example.com'), 'b.example.com')).toBe('others')
  })

  it('tells a host that is not guarded from one that was not declared', () => {
    const hosts = hostsOf()
    hosts.add('*.cdn.example.com', '', undefined)
    expect(hosts.find('https://a.cdn.example.com/')).toMatchObject({
      host: 'a.cdn.example.com',
      plan: undefined,
    })
  })

  it('tells a port that begins as another from it', () => {
    const hosts = hostsOf('api.example.com:8080')
    expect(planFor(hosts, 'api.example.com:8080')).toBe('api.example.com:8080')
    expect(planFor(hosts, 'api.example.com')).toBe('others')
  })

  it('compares names as URLs spell them', () => {
    const hosts = hostsOf('API.Example.com:443', '[::1]:3000', 'bücher.example', '*.Mixed.example:80')
    expect(planFor(hosts, 'api.example.com')).toBe('API.Example.com:443')
    expect(planFor(hosts, '[0:0::1]:3000')).toBe('[::1]:3000')
    expect(planFor(hosts, 'bücher.example')).toBe('bücher.example')
    expect(planFor(hosts, 'a.mixed.example')).toBe('*.Mixed.example:80')
  })

  it('takes another port for another host', () => {
    const hosts = hostsOf('localhost:3000', '*.example.com')
    expect(planFor(hosts, 'localhost:3001')).toBe('others')
    expect(planFor(hosts, 'a.example.com:8080')).toBe('others')
  })

  it.each([
    '',
    'https://api.example.com',
    'api.example.com/users',
    'a b',
    'u@h',
    'h?x',
    'h#x',
    'a.*.com',
    '**.com',
    '*com',
    '*.',
    'h:99999',
    '*.h:99999',
    'a\\b',
  ])('refuses %j, which is no host', name => {
    expect(() => hostsOf(name)).toThrow(
      new RangeError(`${name} must be a host like "api.example.com", "*.example.com" or "*"`),
    )
  })

  it('refuses a second name for the same host', () => {
    expect(() => hostsOf('api.example.com', 'API.example.com:443')).toThrow(
      new RangeError('API.example.com:443 means the same as api.example.com'),
    )
  })

  it.each([
    ['https://api.example.com./x', 'api.example.com'],
    ['https://api.example.com.:8443/x', 'api.example.com:8443'],
    ['https://API.example.com.:443/x', 'api.example.com'],
    ['http://localhost./x', 'localhost'],
    ['http://127.0.0.1./x', '127.0.0.1'],
    ['https://api。example。com。/x', 'api.example.com'],
    ['http://[::1]:3000/x', '[::1]:3000'],
    ['https://./x', '.'],
    ['https://.:8443/x', '.:8443'],
  ])('takes %s for the host without the dot at its end', (url, host) => {
    const hosts = hostsOf(host, '*')
    expect(hosts.find(url)).toMatchObject({ host, plan: host })
  })

  it('parses an origin with a dot at its end only once, too', () => {
    const hosts = hostsOf()
    expect(hosts.find('https://api.example.com./a')).toBe(hosts.find('https://api.example.com./b'))
  })

  it('takes a dot at the end of a declared name for none', () => {
    const hosts = hostsOf('api.example.com.', '*.example.org.:8443')
    expect(planFor(hosts, 'api.example.com')).toBe('api.example.com.')
    expect(planFor(hosts, 'a.example.org:8443')).toBe('*.example.org.:8443')
    expect(() => hostsOf('api.example.com', 'api.example.com.')).toThrow('means the same')
  })

  it('finds the wildcard of a host as long as a name may be', () => {
    const host = `${'a.'.repeat(120)}example.com`
    expect(planFor(hostsOf('*.example.com', `*.${host.slice(4)}`), host)).toBe(`*.${host.slice(4)}`)
    expect(planFor(hostsOf('*.example.com'), `${'a.'.repeat(60_000)}example.com`)).toBe('*.example.com')
  })

  it('keeps nothing of a URL but its host, once the request is over', () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const hosts = hostsOf('*')
    const names: unknown[] = []
    const heapOf = (origin: (index: number) => string) => {
      collectGarbage()
      const before = process.memoryUsage().heapUsed
      for (let index = 0; index < 200; index++) {
        names.push(hosts.find(`${origin(index)}/x?token=${`${index}s3cr3t`.repeat(10_000)}`)?.host)
      }
      collectGarbage()
      return process.memoryUsage().heapUsed - before
    }
    // 16 MB of queries each. Names stay in the manager, of unusual spellings too.
    expect(heapOf(index => `https://a-long-name-${index}.example.com`)).toBeLessThan(2e6)
    expect(heapOf(index => `https://user@another-name-${index}.example.com`)).toBeLessThan(2e6)
  })

  it('parses an origin only the first time it is seen', () => {
    const hosts = hostsOf()
    expect(hosts.find('https://api.example.com/a')).toBe(hosts.find('https://api.example.com/b?c'))
  })

  it('remembers no origin in an unusual spelling, which may hold a secret', () => {
    const hosts = hostsOf()
    expect(hosts.find('https://u:p@api.example.com/')).not.toBe(hosts.find('https://u:p@api.example.com/'))
    expect(hosts.find('https://u:p@api.example.com/')?.host).toBe('api.example.com')
  })

  it('remembers a bounded number of origins', () => {
    const hosts = hostsOf()
    const first = hosts.find('https://first.example/')
    for (let index = 1; index < 1_024; index++) hosts.find(`https://h${index}.example/`)
    expect(hosts.find('https://first.example/')).toBe(first)
    // One that is not remembered needs no room.
    hosts.find('https://u:p@unusual.example/')
    expect(hosts.find('https://first.example/')).toBe(first)
    hosts.find('https://one-too-many.example/')
    expect(hosts.find('https://first.example/')).not.toBe(first)
  })

  it('finds nothing for a URL that goes to no host', () => {
    expect(hostsOf('*').find('data:,x')).toBeUndefined()
  })
})
