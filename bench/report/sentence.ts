import type { Target, Verdict } from './verdict.ts'

/** Three digits that count, whatever the size. */
export const digits = (value: number): string => {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? '0' : '–'
  const minimumSignificantDigits = Math.abs(value) < 100 ? 2 : 1
  return value.toLocaleString('en', { minimumSignificantDigits, maximumSignificantDigits: 3 })
}

/** A figure of a target with its unit; bytes are whole, and 0 has no sign. */
export const inUnit = (value: number, unit: Target['unit']): string =>
  `${unit === 'B' ? (Math.round(value) || 0).toLocaleString('en') : digits(value)} ${unit}`.trim()

/** `met   call, count window: 1.62 × (1.58–1.66), at most 1.80 ×` */
export const sentenceOf = ({ target, summary, isMet }: Verdict): string => {
  const { unit, limit, what } = target
  const figure = inUnit(summary.median, unit)
  const quartiles = summary.rounds > 1 ? ` (${inUnit(summary.low, '')}–${inUnit(summary.high, '')})` : ''
  return `${isMet ? 'met   ' : 'MISSED'} ${what}: ${figure}${quartiles}, at most ${inUnit(limit, unit)}`
}
