import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const folder = 'packages/redis/src/lua'
const names = ['beat', 'report', 'lease', 'probe', 'force', 'rights'] as const

/** The generated file: what is sent to the server, and by which name the server knows it. */
export const generatedPath: string = `${folder}/scripts.ts`

/** The Lua files as one TypeScript file, so that no bundler, and no Node that runs the sources, has to read them. */
export function generate(): string {
  const common = readFileSync(`${folder}/common.lua`, 'utf8')
  const constants = names.map(name => {
    const own = readFileSync(`${folder}/${name}.lua`, 'utf8')
    const text = name === 'rights' ? own : `${common}\n${own}`
    const sha = createHash('sha1').update(text).digest('hex')
    const whole = name === 'rights' ? `${name}Lua` : `common + ${name}Lua`
    const ownText = name === 'rights' ? own : `\n${own}`
    return `const ${name}Lua = ${quoted(ownText)}

export const ${name}: Script = {
  name: '${name}',
  sha: '${sha}',
  text: ${whole},
}
`
  })
  return `// Made of the Lua files beside it by \`pnpm run lua\`; do not edit.
import type { Script } from '../script.ts'

const common = ${quoted(common)}

${constants.join('\n')}`
}

const quoted = (text: string): string =>
  `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``
