import { carriedBy, carry } from '@recloser/core/http'
import { describe, expect, it } from 'vitest'

describe('carry', () => {
  const link = {}

  it('hands the link on with options, which it leaves as they were', () => {
    const init = { method: 'POST' }
    const carried = carry(init, link)
    expect(carriedBy(carried)).toBe(link)
    expect(carried).toMatchObject(init)
    expect(carriedBy(init)).toBeUndefined()
  })

  it('makes options where there are none', () => expect(carriedBy(carry(undefined, link))).toBe(link))

  it('travels with what a wrapper spreads or assigns', () => {
    expect(carriedBy({ ...carry({}, link) })).toBe(link)
    expect(carriedBy(Object.assign({}, carry({}, link)))).toBe(link)
  })

  it('hands on as they are options without a link, and options of a class', () => {
    const plain = {}
    expect(carry(plain, undefined)).toBe(plain)
    const inherited: object = Object.create({ method: 'POST' })
    expect(carry(inherited, link)).toBe(inherited)
  })

  it('copies options without a prototype', () =>
    expect(carriedBy(carry(Object.create(null) as object, link))).toBe(link))

  it('finds none in what are no options', () => {
    for (const init of [undefined, null, 'GET', {}]) expect(carriedBy(init)).toBeUndefined()
  })
})
