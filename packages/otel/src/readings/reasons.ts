import type { TransitionReason } from '@recloser/core'
import { OTHER } from './attributes.ts'

const KNOWN: ReadonlySet<TransitionReason> = /* @__PURE__ */ new Set<TransitionReason>([
  'failure-threshold',
  'failure-rate',
  'failure-excess',
  'slow-call-rate',
  'probe-failed',
  'probe-slow',
  'throttled',
  'paused',
  'forced',
  'due',
  'probes-succeeded',
  'reset',
  'shutdown',
  'restored',
  'busy',
])

/** The reason as an attribute. An operator's own words could be anything, any number of times: they are `_other`. */
export const reasonAttribute = (reason: TransitionReason): string => (KNOWN.has(reason) ? reason : OTHER)
