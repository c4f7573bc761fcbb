/** What the four hosts answer. */
export interface Departure {
  readonly flight: string
  readonly to: string
  /** By the timetable. */
  readonly time: string
  /** Empty where it is not known. */
  readonly gate: string
  readonly remark: 'On time' | 'Boarding' | 'Delayed' | 'Timetable'
}

export interface Stay {
  readonly name: string
  readonly place: string
  /** Euros a night. */
  readonly price: number
  readonly roomsLeft: number
}

export interface Forecast {
  readonly nowCelsius: number
  readonly sky: string
  readonly days: readonly {
    readonly day: string
    readonly highCelsius: number
    readonly lowCelsius: number
  }[]
}

export interface Rate {
  readonly currency: string
  /** Units for one euro. */
  readonly value: number
  /** Since the last answer. */
  readonly change: number
}
