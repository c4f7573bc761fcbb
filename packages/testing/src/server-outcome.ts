/**
 * What a server does with one request, as plain data, so that an MSW handler and a real socket play the same.
 * (Core's `Outcome` is another thing: the caller's verdict on the call.)
 */
export type ServerOutcome = Answer | HangOutcome | SlowOutcome

/** What a server can do at once, without waiting. */
export type Answer = ResponseOutcome | NetworkErrorOutcome | TornOutcome | EchoOutcome

/** A whole response. */
export interface ResponseOutcome {
  readonly kind: 'ok' | 'status'
  /** 200–599. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** No response at all: the connection fails. */
export interface NetworkErrorOutcome {
  readonly kind: 'network-error'
  /** The `code` that clients see under MSW in Node, such as `ECONNREFUSED`. A page has no codes. */
  readonly code: string | undefined
  /** How the real server does it; `garbage` is an answer that is not HTTP. */
  readonly cut: 'reset' | 'fin' | 'garbage'
}

/** Headers and the first part of a body, then the connection fails. */
export interface TornOutcome {
  readonly kind: 'torn'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The part that arrives. */
  readonly body: string
  /** How the real server cuts the connection. Under MSW both look like `fin`. */
  readonly cut: 'reset' | 'fin'
}

/** A 200 that says in JSON what was asked: `method`, `path` with its query, `headers` by names in lower case, `body`. */
export interface EchoOutcome {
  readonly kind: 'echo'
}

/** Never an answer; when released, a network error. */
export interface HangOutcome {
  readonly kind: 'hang'
}

/** An answer that comes late. */
export interface SlowOutcome {
  readonly kind: 'slow'
  /** `undefined`: until released. */
  readonly delayMs: number | undefined
  readonly answer: Answer
}

const answers: ReadonlySet<unknown> = new Set(['ok', 'status', 'network-error', 'torn', 'echo'])

/** Whether the value is something a server can do at once. */
export function isAnswer(value: unknown): value is Answer {
  return answers.has(kindOf(value))
}

/** Whether the value is something a server can do with a request. */
export function isServerOutcome(value: unknown): value is ServerOutcome {
  const kind = kindOf(value)
  return kind === 'hang' || kind === 'slow' || answers.has(kind)
}

function kindOf(value: unknown): unknown {
  // `ok`, `torn` and their like are functions that bear an outcome's fields.
  const canBear = (typeof value === 'object' && value !== null) || typeof value === 'function'
  return canBear && 'kind' in value ? value.kind : undefined
}

/** How an outcome is called in a log: `ok`, `status 503`, `network-error ECONNRESET`, `slow`. */
export function outcomeName(outcome: ServerOutcome): string {
  if (outcome.kind === 'status') return `status ${outcome.status}`
  if (outcome.kind === 'network-error' && outcome.code !== undefined) return `network-error ${outcome.code}`
  return outcome.kind
}
