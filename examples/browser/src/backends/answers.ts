import type { Departure, Forecast, Rate, Stay } from '../trip/data.ts'

/** A number in [0, 1) that depends on its arguments alone: the same page tells the same story each time. */
const chance = (request: number, of: number): number => {
  const wave = Math.sin(request * 12.9898 + of * 78.233) * 43_758.5453
  return wave - Math.floor(wave)
}

const pick = <Value>(values: readonly [Value, ...Value[]], request: number, of: number): Value =>
  values[Math.floor(chance(request, of) * values.length)] ?? values[0]

export const departures = (request: number): Departure[] => [
  { flight: 'TP 1209', to: 'Lisbon', time: '14:05', gate: 'B 12', remark: 'Boarding' },
  {
    flight: 'LX 2084',
    to: 'Lisbon',
    time: '14:50',
    gate: pick(['A 7', 'A 8', 'A 9'], Math.floor(request / 3), 1),
    remark: 'On time',
  },
  {
    flight: 'FR 1146',
    to: 'Porto',
    time: '15:20',
    gate: 'C 3',
    remark: pick(['On time', 'Delayed'], Math.floor(request / 4), 2),
  },
  { flight: 'TP 1347', to: 'Faro', time: '16:10', gate: 'B 4', remark: 'On time' },
]

export const stays = (request: number): Stay[] => [
  {
    name: 'Casa do Miradouro',
    place: 'Alfama',
    price: 128 + Math.round(chance(request, 3) * 6),
    roomsLeft: 4,
  },
  { name: 'Pensão Central', place: 'Baixa', price: 94 + Math.round(chance(request, 4) * 5), roomsLeft: 2 },
  { name: 'Armazém Nove', place: 'Cais do Sodré', price: 151, roomsLeft: 7 },
]

export const forecast = (request: number): Forecast => ({
  nowCelsius: 22 + Math.round(chance(Math.floor(request / 3), 5) * 2),
  sky: 'Sunny, a breeze from the west',
  days: [
    { day: 'Fri', highCelsius: 24, lowCelsius: 16 },
    { day: 'Sat', highCelsius: 25, lowCelsius: 17 },
    { day: 'Sun', highCelsius: 21, lowCelsius: 15 },
  ],
})

const base = { GBP: 0.8642, CHF: 0.9381, USD: 1.1673 }

const rateAt = (currency: keyof typeof base, request: number): number =>
  base[currency] * (1 + (chance(request, currency.charCodeAt(0)) - 0.5) / 400)

export const rates = (request: number): Rate[] =>
  (['GBP', 'CHF', 'USD'] as const).map(currency => {
    const value = rateAt(currency, request)
    return { currency, value, change: value - rateAt(currency, Math.max(0, request - 1)) }
  })
