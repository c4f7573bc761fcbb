/** A number with its thousands apart. */
export const count = (value: number): string => value.toLocaleString('en')

/** So many of something: `1 incident`, `2,000 incidents`. */
export const many = (value: number, thing: string): string =>
  `${count(value)} ${thing}${value === 1 ? '' : 's'}`

/** A share of a whole, in percent. */
export const percent = (part: number, whole: number): string => {
  if (whole === 0) return '–'
  const value = (100 * part) / whole
  if (value === 0 || value >= 10) return `${value.toFixed(value >= 99.95 || value === 0 ? 0 : 1)} %`
  return value < 0.01 ? '< 0.01 %' : `${value.toFixed(value < 1 ? 2 : 1)} %`
}

/** A duration in the two largest units that say something. */
export const duration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 3_600) return both(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 1_440) return both(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return both(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const both = (large: number, unit: string, small: number, smaller: string): string =>
  small === 0 ? `${count(large)} ${unit}` : `${count(large)} ${unit} ${small} ${smaller}`

/** A moment in UTC: `2026-10-10 12:00:05`. */
export const moment = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
