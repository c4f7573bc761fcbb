import type { Scenario } from './scenario.ts'
import { scenariosOfCost } from './scenarios-of-cost.ts'
import { scenariosOfHalfOpen } from './scenarios-of-half-open.ts'
import { scenariosOfJudging } from './scenarios-of-judging.ts'

/** The mistakes that a breaker in a single process can make, as they were found in one or the other library. */
export const scenarios: readonly Scenario[] = [
  ...scenariosOfHalfOpen,
  ...scenariosOfJudging,
  ...scenariosOfCost,
]
