import type { CircuitBreakerError } from '@recloser/core'
import { type Attempt, type Decision, NOTHING } from './booking.ts'
import { context } from './context.ts'
import type { HttpRequest } from './exchange.ts'
import { parseHttpUrl } from './key.ts'
import type { FindPassage } from './passage.ts'

/** What the guards of one `HttpBreakers` know together. */
export interface Circle {
  readonly _find: FindPassage
  /** How many are installed. With one nothing of this file runs. */
  _guards: number
  /** The responses and errors of messages that were booked, with the innermost guard that did. */
  readonly _booked: WeakMap<object, Link>
  /** What is under way, once it was seen that something between two guards hides the one from the other. */
  _hidden: Set<Link> | undefined
}

/** A request on its way through one guard. */
export interface Link {
  readonly _circle: Circle
  /** By what this guard sends. */
  readonly _below: unknown
  /** On whose way, of any breakers, it was begun. */
  readonly _parent: Link | undefined
  /** Gone with the end, as is the attempt: a socket that is kept alive keeps a link too, and a URL may hold secrets. */
  _request: HttpRequest | undefined
  /** The guard of the same breakers further out whose permit this one uses. */
  _outer?: Link
  /** None where nothing guards the request, as was asked for. */
  _attempt?: Attempt | undefined
  _isOver?: boolean
  /** What is known of the message; `null` while a guard further in uses the permit and waits for its answer. */
  _decision?: Decision | null | undefined
}

/** Hands a request to its client, and lets whatever that calls know of it. */
export const handOn = <Sent>(link: Link, send: () => Sent): Sent => context().run(link, send)

/**
 * A request that comes to a guard. One client may send by another, ky by the global fetch, with both of them guarded: it is
 * still one message, and takes one permit, which belongs to the outermost guard.
 *
 * @param carried the link that came with the arguments
 * @param isOwn whether it names a breaker of its own, and so takes a permit of its own
 */
export const enter = (
  circle: Circle,
  request: HttpRequest,
  below: unknown,
  carried: Link | undefined,
  isOwn: boolean,
): Link => {
  const parent = carried ?? (context().getStore() as Link | undefined)
  const link: Link = { _circle: circle, _below: below, _parent: parent, _request: request }
  const outer = isOwn ? undefined : outerOf(link)
  // A second message after the verdict on the first takes a permit of its own: that of the first is given back for it.
  if (outer?._decision) finish(outer, true)
  else if (outer) claim(link, outer)
  return link
}

/** The guard further out on whose behalf this one sends. Two calls through one guard are never one in the other. */
const outerOf = (link: Link): Link | undefined => {
  let found: Link | undefined
  for (let at = link._parent; at; at = at._parent) {
    if (at._below === link._below) return undefined
    if (!found && fits(at, link)) found = at
  }
  return found
}

const fits = ({ _circle, _request, _isOver }: Link, link: Link): unknown =>
  !_isOver && _circle === link._circle && _request && isSame(_request, link._request as HttpRequest)

/** Uses the permit of a guard further out, where no other does. */
const claim = (link: Link, outer: Link): boolean => {
  if (outer._decision !== undefined) return false
  link._outer = outer
  link._attempt = outer._attempt
  if (outer._attempt) outer._decision = null
  return true
}

/**
 * Whether a call that was refused may go on all the same: a probe of another guard holds the slot, and may be waiting for this
 * very call. A guess, made only once such a thing was seen, and where a wrong one costs one message more for a probe.
 */
export const claimProbe = (link: Link | undefined, { state }: CircuitBreakerError): boolean => {
  if (!link) return false
  for (const other of (state === 'half-open' && link._circle._hidden) || [])
    if (other._attempt && other._below !== link._below && fits(other, link) && claim(link, other)) return true
  return false
}

/**
 * Ends the way through one guard. What the guards further in know of the message counts, unless this one knows worse.
 *
 * @param result the response or the error, as it is: where something hides on whose way another guard sends, it shows by it
 */
export const leave = (link: Link, own: Decision, result: unknown, isRefused: boolean): void => {
  const { _circle, _attempt, _decision } = link
  const key = Object(result) as object
  const inner = bookedBelow(link, key)
  if (_attempt && _decision === undefined && (inner || isRefused)) _circle._hidden ??= new Set()
  _circle._hidden?.delete(link)
  link._isOver = true
  const known = _decision ?? inner?._decision
  const isWorse = own._rank > (known ?? NOTHING)._rank
  // While a guard further in still waits for its answer, that is what counts, unless this one is known to be bad.
  if (_decision === null && !isWorse) return
  // What was booked by a permit of its own is not booked again.
  link._decision = isWorse || !known ? own : (_decision ?? NOTHING)
  if (_attempt && !inner) _circle._booked.set(key, link)
  finish(link)
}

/** Another guard that has booked this very response or error. Calls through one guard have nothing to do with each other. */
const bookedBelow = ({ _circle, _below }: Link, result: object): Link | undefined => {
  const booked = _circle._booked.get(result)
  return booked?._below === _below ? undefined : booked
}

/** Hands the verdict on to whom the permit belongs. */
const finish = (link: Link, isForced?: boolean): void => {
  const { _outer, _attempt, _decision, _request } = link
  if (!_request) return
  link._request = link._attempt = undefined
  if (_outer) {
    _outer._decision = _decision
    if (isForced || _outer._isOver) finish(_outer, isForced)
  } else _attempt?.settle(_decision as Decision)
}

/** Clients spell a URL out before they hand it on, and keep its user info to themselves. */
const isSame = (one: HttpRequest, other: HttpRequest): boolean =>
  one.method.toUpperCase() === other.method.toUpperCase() &&
  (one.url === other.url || addressOf(one.url) === addressOf(other.url))

const addressOf = (url: string): string | undefined => {
  const parsed = parseHttpUrl(url)
  return parsed && parsed.origin + parsed.pathname + parsed.search
}
