import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Routes } from './route.ts'

const routesOf = (...templates: string[]) => {
  const routes = new Routes<string>()
  for (const template of templates) routes.add(template, template, template)
  return routes
}
const find = (routes: Routes<string>, request: string) => {
  const [method = '', path = ''] = request.split(' ')
  return routes.find(method, path)?.plan
}

describe('Routes', () => {
  it('matches text, parameters and a last star', () => {
    const routes = routesOf('GET /users/:id', '/checkout', '/files/*')
    expect(find(routes, 'GET /users/7')).toBe('GET /users/:id')
    expect(find(routes, 'DELETE /checkout')).toBe('/checkout')
    expect(find(routes, 'GET /files/a/b/c')).toBe('/files/*')
    for (const other of ['/users', '/users/7/orders', '/checkout/7', '/files', '/file', '/', '/USERS/7']) {
      expect(find(routes, `GET ${other}`)).toBeUndefined()
    }
  })

  it('puts text before a parameter, and that before a star', () => {
    const routes = routesOf('/*', '/:page', '/users', '/users/:id', '/users/me')
    expect(find(routes, 'GET /users/me')).toBe('/users/me')
    expect(find(routes, 'GET /users/7')).toBe('/users/:id')
    expect(find(routes, 'GET /users')).toBe('/users')
    expect(find(routes, 'GET /about')).toBe('/:page')
    expect(find(routes, 'GET /users/7/orders')).toBe('/*')
  })

  it('turns back where text leads to no end', () => {
    expect(find(routesOf('/a/:x/c', '/:y/b/d'), 'GET /a/b/d')).toBe('/:y/b/d')
  })

  it('puts a route for the method before one for any, and turns back where only others are declared', () => {
    const routes = routesOf('/users/:id', 'POST /users/me', 'GET /users/:id')
    expect(find(routes, 'GET /users/7')).toBe('GET /users/:id')
    expect(find(routes, 'PUT /users/7')).toBe('/users/:id')
    expect(find(routes, 'GET /users/me')).toBe('GET /users/:id')
  })

  it('does not mind the case of a method', () => {
    expect(find(routesOf('get /a'), 'GET /a')).toBe('get /a')
    expect(find(routesOf('PATCH /a'), 'patch /a')).toBe('PATCH /a')
  })

  it('does not mind a trailing slash, of template or path', () => {
    expect(find(routesOf('/users/'), 'GET /users')).toBe('/users/')
    expect(find(routesOf('/users/:id'), 'GET /users/7/')).toBe('/users/:id')
  })

  it('matches the root', () => {
    expect(find(routesOf('/'), 'GET /')).toBe('/')
    expect(find(routesOf('/:id', '/*'), 'GET /')).toBeUndefined()
  })

  it('takes nothing for a parameter or a star', () => {
    const routes = routesOf('/users/:id/orders', '/files/*')
    expect(find(routes, 'GET /users//orders')).toBeUndefined()
    expect(find(routes, 'GET /files//')).toBeUndefined()
    expect(find(routesOf('/files'), 'GET /files//')).toBeUndefined()
  })

  it('takes a star in a path for text: a parameter goes before the star of a template', () => {
    expect(find(routesOf('/:kind/*', '/:kind/:id'), 'GET /users/*')).toBe('/:kind/:id')
  })

  it('takes a colon or a star in a path for text', () => {
    const routes = routesOf('/users/:id', '/v1/users:batch')
    expect(find(routes, 'GET /users/:')).toBe('/users/:id')
    expect(find(routes, 'GET /users/*')).toBe('/users/:id')
    expect(find(routes, 'GET /v1/users:batch')).toBe('/v1/users:batch')
  })

  it('names method and path as they were declared, the method in capitals', () => {
    expect(routesOf('get /users/:id').find('GET', '/users/7')).toMatchObject({
      method: 'GET',
      path: '/users/:id',
    })
    expect(routesOf('/checkout').find('GET', '/checkout')).toMatchObject({ method: '', path: '/checkout' })
  })

  it.each([
    '',
    'GET',
    'GET ',
    'users',
    'GET users/:id',
    'GET  /users',
    'G-T /users',
    '/users//orders',
    '/users/:',
    '/users/:7',
    '/users/:id(\\d+)',
    '/users/{id}',
    '/users/<id>',
    '/users?id=7',
    '/users#top',
    '/a b',
    '/*/users',
    '/files*',
    '/a/../b',
    '/a/./b',
    '/a\\b',
    '/café',
    'https://h/users',
  ])('refuses %j, which is no template', template => {
    expect(() => routesOf(template)).toThrow(
      new RangeError(
        `${template} must be a path as in a URL, like "/checkout", "GET /users/:id" or "/files/*"`,
      ),
    )
  })

  it.each([
    ['GET /users/:id', 'get /users/:name'],
    ['/users', '/users/'],
    ['/files/*', '/files/*'],
  ])('refuses %s and %s, which mean the same', (first, second) => {
    expect(() => routesOf(first, second)).toThrow(new RangeError(`${second} means the same as ${first}`))
  })

  it('finds what a comparison segment by segment finds', () => {
    const text = fc.constantFrom('a', 'b', 'c')
    const segment = fc.oneof(text, fc.constant(':p'))
    const templates = fc.uniqueArray(
      fc.array(segment, { maxLength: 3 }).map(segments => `/${segments.join('/')}`),
    )
    fc.assert(
      fc.property(templates, fc.array(text, { maxLength: 3 }), (declared, segments) => {
        const fits = declared.filter(template => {
          const wanted = template.split('/').filter(Boolean)
          return (
            wanted.length === segments.length &&
            wanted.every((part, at) => part === ':p' || part === segments[at])
          )
        })
        const found = find(routesOf(...declared), `GET /${segments.join('/')}`)
        // Text sorts after the colon, so that the most literal template from the left is the last.
        expect(found).toBe(fits.toSorted().at(-1))
      }),
    )
  })

  it('goes no deeper than the templates do, however long the path', () => {
    const path = `/${'a/'.repeat(100_000)}`
    expect(find(routesOf('/a/:b', '/*'), `GET ${path}`)).toBe('/*')
  })
})
