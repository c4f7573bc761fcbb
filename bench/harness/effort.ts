/** How often a case is measured: in so many processes, one after the other, so many rounds each. */
export interface Effort {
  readonly processes: number
  readonly rounds: number
}

/** From one number to another in steps of ten times. */
export const range = (from: number, to: number): number[] =>
  from > to ? [] : [from, ...range(from * 10, to)]
