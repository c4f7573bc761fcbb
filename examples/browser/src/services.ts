import { ask, type ClientName } from './clients.ts'
import { createFeed, type Feed } from './feed.ts'
import { createTraffic, type Traffic } from './traffic.ts'
import type { Departure, Forecast, Rate, Stay } from './trip/data.ts'

/** What the page asks for, and by which client. */
export const departuresFeed: Feed<Departure[]> = createFeed(
  'https://flights.example.com/departures',
  ask.axios<Departure[]>,
)
export const staysFeed: Feed<Stay[]> = createFeed('https://stays.example.com/lisbon', ask.ky<Stay[]>)
export const forecastFeed: Feed<Forecast> = createFeed(
  'https://weather.example.com/lisbon',
  ask.fetch<Forecast>,
)
export const ratesFeed: Feed<Rate[]> = createFeed('https://rates.example.com/eur', ask.fetch<Rate[]>)

/** The same, for those who look behind the page. */
export interface Service {
  readonly host: string
  readonly client: ClientName
  refresh(): Promise<void>
}

export const services: readonly Service[] = [
  { ...departuresFeed, client: 'axios' },
  { ...staysFeed, client: 'ky' },
  { ...forecastFeed, client: 'fetch' },
  { ...ratesFeed, client: 'fetch' },
]

export const traffic: Traffic = createTraffic(services)
