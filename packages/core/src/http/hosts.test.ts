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
