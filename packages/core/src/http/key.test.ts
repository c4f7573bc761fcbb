import { afterEach, describe, expect, it, vi } from 'vitest'
import { originOf, parseHttpUrl, pathOf } from './key.ts'

afterEach(() => vi.unstubAllGlobals())

describe('parseHttpUrl', () => {
  it.each([
    ['https://API.Example.com/users', 'api.example.com'],
    ['https://api.example.com:443/users', 'api.example.com'],
    ['http://api.example.com:80', 'api.example.com'],
    ['http://api.example.com:443/', 'api.example.com:443'],
    ['https://user:secret@api.example.com:8443/', 'api.example.com:8443'],
    ['http://[::1]:3000/a', '[::1]:3000'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['  https://api.example.com\\a  ', 'api.example.com'],
  ])('reads the host of %s', (url, host) => {
    expect(parseHttpUrl(url)?.host).toBe(host)
  })

  it.each([
    'data:text/plain,hello',
    'blob:https://example.com/1',
    'file:///etc/hosts',
    'web+http://api.example.com/',
    'https://',
    'not a url',
    '/users',
    '',
  ])('knows no host of %j', url => {
    expect(parseHttpUrl(url)).toBeUndefined()
  })

  it('resolves a relative URL against the base of the page', () => {
    vi.stubGlobal('document', { baseURI: 'https://page.example/app/' })
    expect(parseHttpUrl('users/7')?.href).toBe('https://page.example/app/users/7')
    expect(parseHttpUrl('//other.example/x')?.host).toBe('other.example')
  })

  it('resolves a relative URL against the location of a worker, which has no document', () => {
    vi.stubGlobal('location', { href: 'https://worker.example/sw.js' })
    expect(parseHttpUrl('/users/7')?.href).toBe('https://worker.example/users/7')
  })
})

describe('originOf', () => {
  it.each([
    ['https://api.example.com/users?id=7', 'https://api.example.com'],
    ['http://a/b', 'http://a'],
    ['https://api.example.com', 'https://api.example.com'],
  ])('finds the origin of %s', (url, origin) => {
    expect(originOf(url)).toBe(origin)
  })

  it.each([
    'https://a.example?next=https://b.example/',
    'https://a.example#/b',
    'https://a@b.example/',
    'https://a\\@b/',
  ])('never takes %s for the origin of another host', url => {
    const origin = originOf(url)
    const isRight = origin === parseHttpUrl(url)?.origin
    expect(isRight || parseHttpUrl(origin)?.origin !== origin).toBe(true)
  })
})

describe('pathOf', () => {
  it.each([
    ['https://h.example', '/'],
    ['https://h.example/', '/'],
    ['https://h.example/users/7?token=SECRET#x', '/users/7'],
    ['https://h.example/users#/7?x', '/users'],
    ['https://h.example?next=/users', '/'],
    ['https://h.example/a/../b', '/b'],
    ['https://h.example/a/%2E%2e/b', '/b'],
    ['https://h.example/caf%C3%A9', '/caf%C3%A9'],
    ['https://h.example/café', '/caf%C3%A9'],
    ['https://h.example/é', '/%C3%A9'],
    ['https://u:p@h.example/https://h.example/', '/https://h.example/'],
    ['https://h.example/a b', '/a%20b'],
    ['https://h.example\\a/b', '/a/b'],
    ['https://u:p@h.example/a', '/a'],
    ['HTTPS://H.example:443/a', '/a'],
    ['https://h.example/.well-known/x', '/.well-known/x'],
  ])('spells the path of %s as URL does', (url, path) => {
    expect(pathOf(url, 'https://h.example')).toBe(path)
    expect(path).toBe(new URL(url).pathname)
  })

  it('takes what cannot be parsed for the root', () => {
    expect(pathOf('not a url', 'https://h.example')).toBe('/')
  })
})
