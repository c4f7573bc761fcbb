import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { effectsOf, sentencesIn, staticBlocksIn } from './dist.ts'

describe('a built file', () => {
  it('is told of its static blocks, by line', () => {
    const source = 'class One {\n  static #count = 0\n  static { One.#count += 1 }\n}'
    expect(staticBlocksIn('dist/index.js', source)).toEqual(['dist/index.js:3: a static block'])
    expect(staticBlocksIn('dist/index.js', 'class Two { static size = 2; static of() {} }')).toEqual([])
  })

  it.each([
    `throw new RangeError('a number in (0, 1]')`,
    `throw new RangeError(\`\${field} must be \${rule}\`)`,
    `const rules = { jitter: ["", 'true or false'] }`,
  ])('is told of a sentence: %s', source => {
    expect(sentencesIn('dist/index.small.js', source)).toHaveLength(1)
  })

  it.each([
    `throw new RangeError('jitter')`,
    `const reasons = ['failure-threshold', 'probes-succeeded']`,
    `const key = \`\${method} \${host}\${path}\``,
    '// a comment of many words\nexport {}',
    `import { one, two, three } from '@recloser/core'`,
  ])('may hold single words: %s', source => {
    expect(sentencesIn('dist/index.small.js', source)).toEqual([])
  })
})

describe('an import of nothing', () => {
  const effects = (source: string): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'dist-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    // What a manifest says is not to be believed.
    writeFileSync(join(folder, 'package.json'), '{ "sideEffects": false }')
    writeFileSync(join(folder, 'index.js'), source)
    return effectsOf(join(folder, 'index.js'))
  }

  it.each([
    `import { Axios } from 'axios'\nexport const client = /* @__PURE__ */ new Axios({})`,
    `export class One { #value = 1; read() { return this.#value } }`,
    `export const rules = { jitter: [value => value >= 0, 'a number'] }`,
    `export { Axios } from 'axios'`,
  ])('keeps nothing of declarations: %s', async source => {
    expect(await effects(source)).toBe('')
  })

  it.each([
    `import { Axios } from 'axios'\nexport const client = new Axios({})`,
    `export class One { static { register(One) } }`,
    `const orFalse = rule => rule\nexport const rules = { jitter: orFalse('a number') }`,
    `Object.freeze(Object.prototype)`,
  ])('keeps what runs when the module is loaded: %s', async source => {
    expect(await effects(source)).not.toBe('')
  })
})
