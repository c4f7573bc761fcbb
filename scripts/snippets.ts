/** A block of TypeScript in a Markdown page, as a program of its own. */
export interface Snippet {
  /** The line of the page on which its code begins, from 1. */
  line: number
  /** What its file is called after the last dot. */
  extension: 'ts' | 'tsx'
  /** Padded with empty lines, so that each line of code has the number it has on the page. */
  code: string
}

interface Block {
  /** The line of the opening fence, from 1. */
  line: number
  language: string
  words: string
  code: string[]
}

const fence = /^(\s*)(`{3,})(\S*)[ \t]*(.*)$/

/**
 * The ```ts and ```tsx blocks of a page. A block marked `continued` goes on from the one before it. One marked `ignore` is left
 * out, and must say why.
 * @throws Error when a block is ignored without a reason, continues nothing, or does not end.
 */
export function snippetsIn(page: string): Snippet[] {
  const snippets: Snippet[] = []
  for (const block of blocksIn(page).filter(isCompiled)) {
    const isContinued = block.words.startsWith('continued')
    const before = isContinued ? snippets.pop() : undefined
    if (isContinued && before === undefined) throw new Error(`line ${block.line}: continues nothing`)
    const lead = before?.code.split('\n') ?? []
    const padding = Array.from({ length: block.line - lead.length }, () => '')
    snippets.push({
      line: before?.line ?? block.line + 1,
      extension: before?.extension === 'tsx' || block.language === 'tsx' ? 'tsx' : 'ts',
      code: [...lead, ...padding, ...block.code].join('\n'),
    })
  }
  return snippets
}

function blocksIn(page: string): Block[] {
  const lines = page.split('\n')
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [, indent = '', ticks, language = '', words = ''] = fence.exec(lines[index] ?? '') ?? []
    if (ticks === undefined) continue
    const line = index + 1
    const end = lines.findIndex((text, at) => at > index && text.trim() === ticks)
    if (end < 0) throw new Error(`line ${line}: this block does not end`)
    blocks.push({
      line,
      language,
      words,
      code: lines.slice(line, end).map(text => text.slice(indent.length)),
    })
    index = end
  }
  return blocks
}

function isCompiled({ line, language, words }: Block): boolean {
  if (language !== 'ts' && language !== 'tsx') return false
  if (!/^(|continued|ignore\b.*)$/.test(words)) throw new Error(`line ${line}: what is "${words}"?`)
  if (words === 'ignore') throw new Error(`line ${line}: say why this block is ignored`)
  return !words.startsWith('ignore')
}
