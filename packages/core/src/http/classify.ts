import { _report, _wrong, type Outcome } from '@recloser/core'
import { DEV } from '../words.ts'
import type { HttpExchange } from './exchange.ts'
import { requestedWaitMs } from './retry-after.ts'
import { safely } from './safely.ts'
import { isMalformed, isRejected } from './transport-error.ts'
import { IF_ASKED, isVerdict, type StatusVerdict, type VerdictTable, verdictRule } from './verdicts.ts'

/** How the exchanges of a host or route are judged. */
export interface Rules {
  readonly verdicts: VerdictTable
  readonly classify: ((exchange: HttpExchange) => StatusVerdict | undefined) | undefined
  readonly waitMs: ((exchange: HttpExchange) => number | undefined) | undefined
  /** An abort that comes after so many milliseconds is a time-out. */
  readonly abortTimeoutMs: number | false
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
export const judge = (given: HttpExchange, rules: Rules): Verdict => {
  // Nothing was sent, so there is nothing to ask the user about.
  if (isRejected(given.error)) return { outcome: 'ignored' }

  isProved = isOffline() && (isProved || given.kind === 'response')
  const exchange = isLate(given, rules) ? { ...given, kind: 'timeout' as const } : given
  const status = statusOf(exchange)
  const chosen = ask(exchange, rules) ?? onStatus(status, rules)
  const isIfAsked = chosen === IF_ASKED
  const outcome = isIfAsked || chosen === undefined ? defaultOutcome(exchange, status) : chosen
  if (!isIfAsked && (outcome === 'success' || outcome === 'ignored')) return { outcome }

  const waitMs = waitOf(exchange, rules)
  return { outcome: isIfAsked && waitMs ? 'throttled' : outcome, waitMs }
}

/** Clients whose time-out aborts without a reason look like a user who pressed Stop, but for the time that passed. */
const isLate = ({ kind, durationMs }: HttpExchange, { abortTimeoutMs }: Rules): boolean =>
  kind === 'abort' && abortTimeoutMs !== false && durationMs >= abortTimeoutMs

/** 0 where no response came, whatever its headers had said. */
const statusOf = ({ kind, status = 0 }: HttpExchange): number => (kind === 'response' ? status : 0)

const onStatus = (status: number, { verdicts }: Rules): StatusVerdict | undefined =>
  verdicts.get(status) ?? verdicts.get(Math.floor(status / 100)) ?? (status === 429 ? IF_ASKED : undefined)

const ask = (exchange: HttpExchange, { classify }: Rules): StatusVerdict | undefined => {
  const outcome = classify && safely(classify, undefined, exchange)
  if (outcome === undefined || isVerdict(outcome)) return outcome
  _report(
    _wrong(DEV ? 'what classify returns' : 'classify', DEV && `${verdictRule()}, or undefined`, outcome),
    classify,
  )
  return undefined
}

const defaultOutcome = ({ kind, error }: HttpExchange, status: number): Outcome => {
  if (kind === 'abort' || (kind === 'network' && ((isOffline() && !isProved) || isMalformed(error))))
    return 'ignored'
  // 501 and 505 answer, if in the negative; and so do the statuses that tell the caller of a mistake. Beyond 599 there is
  // none, and it counts as a 5xx (RFC 9110 §15).
  const isAnswer = status < 500 !== [408, 425, 429, 501, 505].includes(status)
  return kind === 'response' && isAnswer ? 'success' : 'failure'
}

/**
 * Whether a response came although the page says that it is offline: then it errs, and network errors count until it
 * changes its mind. Of the page, as what it says.
 */
let isProved = false

/** Servers have a `navigator` too, but it knows nothing of a line. */
const isOffline = (): boolean =>
  (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false

const waitOf = (exchange: HttpExchange, { waitMs }: Rules): number | undefined => {
  const askedMs = waitMs && safely(waitMs, undefined, exchange)
  // Not by comparison alone, which takes what no sum can: 5n lets the call itself fail.
  if (Number.isFinite(askedMs) && Number(askedMs) >= 0) return askedMs || undefined
  if (askedMs !== undefined)
    _report(
      _wrong(DEV ? 'what waitMs returns' : 'waitMs', DEV && 'milliseconds >= 0, or undefined', askedMs),
      waitMs,
    )
  return safely(requestedWaitMs, undefined, exchange)
}
