import type { Departure, Forecast, Rate } from './data.ts'

/** What the page knows without asking anybody: better than an empty panel, and said to be what it is. */
export const timetable: Departure[] = [
  { flight: 'TP 1209', to: 'Lisbon', time: '14:05', gate: '', remark: 'Timetable' },
  { flight: 'LX 2084', to: 'Lisbon', time: '14:50', gate: '', remark: 'Timetable' },
  { flight: 'FR 1146', to: 'Porto', time: '15:20', gate: '', remark: 'Timetable' },
  { flight: 'TP 1347', to: 'Faro', time: '16:10', gate: '', remark: 'Timetable' },
]

export const usualWeather: Forecast = {
  nowCelsius: 21,
  sky: 'Usual for October',
  days: [
    { day: 'Fri', highCelsius: 23, lowCelsius: 15 },
    { day: 'Sat', highCelsius: 23, lowCelsius: 15 },
    { day: 'Sun', highCelsius: 23, lowCelsius: 15 },
  ],
}

export const yesterdaysRates: Rate[] = [
  { currency: 'GBP', value: 0.864, change: 0 },
  { currency: 'CHF', value: 0.938, change: 0 },
  { currency: 'USD', value: 1.167, change: 0 },
]
