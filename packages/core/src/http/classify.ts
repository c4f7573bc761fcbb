import type { Outcome } from '@recloser/core'
import type { HttpExchange } from './exchange.ts'
import { report, safely, wrong } from './report.ts'
import { requestedWaitMs } from './retry-after.ts'
import { isMalformed, isRejected } from './transport-error.ts'
import { isOutcome, OUTCOME_RULE, type VerdictTable } from './verdicts.ts'

/** How the exchanges of a host or route are judged. */
export interface Rules {
  readonly verdicts: VerdictTable
  readonly classify: ((exchange: HttpExchange) => Outcome | undefined) | undefined
  readonly waitMs: ((exchange: HttpExchange) => number | undefined) | undefined
}

/** What is booked for an attempt. */
export interface Verdict {
  readonly outcome: Outcome
  /** The wait that the server asked for, more than 0. */
  readonly waitMs?: number | undefined
}

/**
 * The verdict on an attempt: the user's function first, then the user's verdict on the status, then the default. The
 * headers are read only where a wait could matter.
 */
export const judge = (exchange: HttpExchange, rules: Rules): Verdict => {
  // Nothing was sent, so there is nothing to ask the user about.
  if (isRejected(exchange.error)) return { outcome: 'ignored' }

  const status = statusOf(exchange)
  const { verdicts } = rules
  const chosen = ask(exchange, rules) ?? verdicts.get(status) ?? verdicts.get(Math.floor(status / 100))
  const outcome = chosen ?? defaultOutcome(exchange)
  if (outcome === 'success' || outcome === 'ignored') return { outcome }

  const waitMs = waitOf(exchange, rules)
  const isThrottled = chosen === undefined && status === 429 && waitMs !== undefined
  return { outcome: isThrottled ? 'throttled' : outcome, waitMs }
}

/** 0 where no response came, whatever its headers had said. */
const statusOf = ({ kind, status = 0 }: HttpExchange): number => (kind === 'response' ? status : 0)

const ask = (exchange: HttpExchange, { classify }: Rules): Outcome | undefined => {
  const outcome = classify && safely(classify, undefined, exchange)
  if (outcome === undefined || isOutcome(outcome)) return outcome
  report(wrong('what classify returns', `${OUTCOME_RULE}, or undefined`, outcome))
  return undefined
}

const defaultOutcome = (exchange: HttpExchange): Outcome => {
  const { kind, error } = exchange
  const status = statusOf(exchange)
  if (kind === 'abort' || (kind === 'network' && (isOffline() || isMalformed(error)))) return 'ignored'
  // 501 and 505 answer, if in the negative; and so do the statuses that tell the caller of a mistake.
  const isAnswer =
    status < 500 ? ![408, 425, 429].includes(status) : status > 599 || status === 501 || status === 505
  return kind === 'response' && isAnswer ? 'success' : 'failure'
}

/** Servers have a `navigator` too, but it knows nothing of a line. */
const isOffline = (): boolean =>
  (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false

const waitOf = (exchange: HttpExchange, { waitMs }: Rules): number | undefined => {
  const askedMs = waitMs && safely(waitMs, undefined, exchange)
  if (askedMs === undefined) return safely(requestedWaitMs, undefined, exchange)
  // Not by comparison alone, which takes what no sum can: 5n lets the call itself fail.
  if (Number.isFinite(askedMs) && askedMs >= 0) return askedMs || undefined
  report(wrong('what waitMs returns', 'milliseconds >= 0, or undefined', askedMs))
  return safely(requestedWaitMs, undefined, exchange)
}
