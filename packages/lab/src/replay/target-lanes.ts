import type { Clock } from '@recloser/core'
import type { Candidate } from './candidates.ts'
import { type Incident, Incidents } from './incidents.ts'
import { Lane } from './lane.ts'
import type { Score } from './score.ts'

/** What the log says of a host or route. */
export interface TargetTotals {
  readonly name: string
  calls: number
  failures: number
  incidents: number
  /** The first ones. */
  readonly firstIncidents: Incident[]
}

/** So many incidents of a host or route are shown. */
const SHOWN = 20

/** A host or route of the log, with a breaker of every candidate. */
export class Target {
  readonly totals: TargetTotals
  readonly lanes: readonly Lane[]
  readonly incidents: Incidents

  constructor(
    name: string,
    candidates: readonly Candidate[],
    scores: readonly Score[],
    clock: Clock,
    seed: number,
  ) {
    this.totals = { name, calls: 0, failures: 0, incidents: 0, firstIncidents: [] }
    this.lanes = candidates.map(
      ({ config }, index) => new Lane(name, config, clock, scores[index] as Score, seed),
    )
    this.incidents = new Incidents(
      at => {
        for (const lane of this.lanes) lane.mayHaveBegun(at)
      },
      incident => this.#end(incident),
    )
  }

  /** The log has ended. */
  finish(at: number): void {
    this.incidents.finish(at)
    for (const lane of this.lanes) lane.finish()
  }

  #end(incident: Incident | undefined): void {
    for (const lane of this.lanes) lane.hasEnded(incident)
    if (incident === undefined) return
    this.totals.incidents += 1
    if (this.totals.firstIncidents.length < SHOWN) this.totals.firstIncidents.push(incident)
  }
}
