import { type CircuitBreakerConfig, presets, resolveConfig } from '@recloser/core'

/** What a candidate may set: every field of the core's, and those that a newer core may know. */
export type CandidateConfig = CircuitBreakerConfig & {
  readonly failureExcess?: number | false | undefined
  readonly halfOpenFailureThreshold?: number | undefined
  readonly maxInFlight?: number | false | undefined
  readonly maxWaitMs?: number | false | undefined
  readonly waitJitter?: number | undefined
}

/** Settings that are tried. */
export interface Candidate {
  readonly name: string
  readonly config: CandidateConfig
}

/** What can be tried without writing a file. */
export const PRESETS: Readonly<Record<string, CandidateConfig>> = {
  /** What holds where nothing is set. */
  defaults: {},
  ...presets,
}

/**
 * What keeps a candidate from being tried: the fields that this version of the core does not have. Empty when nothing does.
 *
 * @throws RangeError when a field that it has is wrong, naming field, rule and value
 */
export const missingFields = (config: CandidateConfig): string[] => {
  const missing: string[] = []
  const known = Object.fromEntries(
    Object.entries(config).filter(([field, value]) => {
      const isKnown = hasField(field, value)
      if (!isKnown) missing.push(field)
      return isKnown
    }),
  )
  resolveConfig(known)
  return missing
}

const NEWER = ['failureExcess', 'halfOpenFailureThreshold', 'maxInFlight', 'maxWaitMs', 'waitJitter']

const hasField = (field: string, value: unknown): boolean => {
  if (!NEWER.includes(field)) return true
  try {
    resolveConfig({ [field]: value })
    return true
  } catch (error) {
    return !(error as Error).message.includes('is not a field')
  }
}

/**
 * Candidates from the text of a JSON file: an object whose keys are their names, and whose values are their settings.
 *
 * @throws RangeError when it is none, or a setting is wrong, naming candidate, field, rule and value
 */
export const parseCandidates = (text: string): Candidate[] => {
  const given = parsed(text)
  if (
    typeof given !== 'object' ||
    given === null ||
    Array.isArray(given) ||
    Object.keys(given).length === 0
  ) {
    throw new RangeError('settings must be a JSON object like { "fast": { "openDurationMs": 5000 } }')
  }
  return Object.entries(given).map(([name, config]) => {
    if (typeof config !== 'object' || config === null || Array.isArray(config)) {
      throw new RangeError(`settings of ${JSON.stringify(name)} must be an object of fields and values`)
    }
    try {
      missingFields(config as CandidateConfig)
    } catch (error) {
      throw new RangeError(`settings of ${JSON.stringify(name)}: ${(error as Error).message}`)
    }
    return { name, config: config as CandidateConfig }
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RangeError(`settings must be JSON: ${(error as Error).message}`)
  }
}
