export type { ContractAbility } from './contract/ability.ts'
export type {
  ContractAnswer,
  ContractClient,
  ContractConnection,
  ContractRequest,
  ContractRetry,
} from './contract/client.ts'
export { type ContractCase, contract } from './contract/contract.ts'
export { type MswPlace, mswPlace } from './contract/msw-place.ts'
export { type ContractPlace, type ContractPlan, type ContractServer, contractPlan } from './contract/place.ts'
export { type Flaky, type FlakyOptions, flaky } from './flaky.ts'
export type { Ending, LogEntry } from './log-entry.ts'
export { type ManualClock, manualClock } from './manual-clock.ts'
export {
  echo,
  hang,
  type NetworkErrorOptions,
  networkError,
  ok,
  type ResponseOptions,
  slow,
  status,
  type TornOptions,
  torn,
} from './outcomes.ts'
export type { Plan, PlanLike, RequestFacts } from './plan.ts'
export { byRoute } from './plans/by-route.ts'
export { type ChaosOptions, chaos } from './plans/chaos.ts'
export { type OutageOptions, outage } from './plans/outage.ts'
export { script } from './plans/script.ts'
export type {
  Answer,
  EchoOutcome,
  HangOutcome,
  NetworkErrorOutcome,
  ResponseOutcome,
  ServerOutcome,
  SlowOutcome,
  TornOutcome,
} from './server-outcome.ts'
export type { Wait } from './wait.ts'
