/** What a text for users says of a target's figure, as a bound. */
interface Claim {
  readonly file: string
  readonly words: string
  /** The target, as `targets.ts` names it. */
  readonly what: string
  readonly below: number
}

export const claims: readonly Claim[] = [
  {
    file: 'README.md',
    words: 'adds less than half of what cockatiel’s adds',
    what: 'call, count, over cockatiel count',
    below: 1 / 2,
  },
  {
    file: 'README.md',
    words: 'less than a fifth of opossum’s',
    what: 'call, count, over opossum minimal',
    below: 1 / 5,
  },
  {
    file: 'README.md',
    words: 'a rejection costs less than a quarter of cockatiel’s',
    what: 'rejection by call, over cockatiel',
    below: 1 / 4,
  },
  {
    file: 'README.md',
    words: 'less than 110 bytes each',
    what: 'bytes a breaker, idle, at 100,000',
    below: 110,
  },
]

/** What is wrong with a claim: the text no longer makes it, or the last run no longer bears it out. */
export const broken = (
  { file, words, what, below }: Claim,
  text: string,
  measured: readonly { readonly what: string; readonly median: number }[],
): string | undefined => {
  const target = measured.find(other => other.what === what)
  if (!text.replaceAll(/\s+/g, ' ').includes(words)) return `${file} does not say "${words}"`
  if (target === undefined) return `"${what}" was not measured`
  return target.median < below ? undefined : `${file} says "${words}", measured: ${target.median}`
}
