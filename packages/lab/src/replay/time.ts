/** The units in which logs tell durations. */
export type Unit = 's' | 'ms' | 'us' | 'ns'

/** Milliseconds of one of each. */
export const MS_OF: Readonly<Record<Unit, number>> = { s: 1_000, ms: 1, us: 1e-3, ns: 1e-6 }

const EARLIEST = Date.UTC(1990, 0)
const LATEST = Date.UTC(2100, 0)
const plausible = (ms: number): number => (ms >= EARLIEST && ms < LATEST ? ms : Number.NaN)

/** A moment in milliseconds since 1970: a number by its size, a text as a number or a date. `NaN` for what is none. */
export const momentOf = (value: unknown): number => {
  if (typeof value === 'number') return plausible(epochMs(value))
  if (typeof value !== 'string' || value === '' || value.length > 64) return Number.NaN
  const number = Number(value)
  return plausible(Number.isNaN(number) ? Date.parse(value) : epochMs(number))
}

// Of the years that we take, no two units give numbers of the same size.
const epochMs = (value: number): number => {
  if (value < 1e11) return value * 1e3
  if (value < 1e14) return value
  return value < 1e17 ? value / 1e3 : value / 1e6
}

/** A duration in milliseconds: a number in the given unit, or a text that may name its own. `NaN` for what is none. */
export const durationOf = (value: unknown, unit: Unit): number => {
  if (typeof value === 'number') return sane(value * MS_OF[unit])
  if (typeof value !== 'string' || value === '') return Number.NaN
  const [, digits, named] =
    /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(s|ms|us|µs|ns)?\s*$/i.exec(value.slice(0, 64)) ?? []
  const own = named?.toLowerCase().replace('µ', 'u') as Unit | undefined
  return digits === undefined ? Number.NaN : sane(Number(digits) * MS_OF[own ?? unit])
}

/** A call that takes longer than a day is a mistake of the log. */
const sane = (ms: number): number => (ms >= 0 && ms <= 86_400_000 ? ms : Number.NaN)

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const CLF = /^(\d{2})\/(\w{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)? ([+-])(\d{2})(\d{2})$/

/** A moment as nginx and Apache write it: `10/Oct/2000:13:55:36 -0700`. `NaN` for what is none. */
export const clfMoment = (text: string): number => {
  const [, day, month = '', year, hour, minute, second, part = '0', sign, offsetHours, offsetMinutes] =
    CLF.exec(text) ?? []
  const index = MONTHS.indexOf(month)
  if (day === undefined || index % 3 !== 0) return Number.NaN
  const local = Date.UTC(Number(year), index / 3, Number(day), Number(hour), Number(minute), Number(second))
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  return plausible(local + Number(part.padEnd(3, '0')) + (sign === '+' ? -offset : offset))
}
