export {
  type Grade,
  type Health,
  type HealthCheck,
  type HealthOptions,
  type HealthSource,
  healthOf,
} from './health-of.ts'
export { healthResponse } from './health-response.ts'
