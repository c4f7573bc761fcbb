/**
 * What the parts of a rejection cost, for docs/decisions/rejections.md: `node bench/notes/rejections.ts`.
 * The best of many short rounds, so that a busy machine disturbs little.
 */
const ROUNDS = 400
const CALLS = 1_000

class Worded extends Error {}

class Wordless extends Error {
  static {
    Object.defineProperty(this.prototype, 'message', { get: () => 'open' })
  }
}

const withoutStack = (make: () => Error): Error => {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  const error = make()
  Error.stackTraceLimit = limit
  return error
}

const throughReflect = (make: () => Error): Error => {
  const limit: unknown = Reflect.get(Error, 'stackTraceLimit')
  Reflect.set(Error, 'stackTraceLimit', 0)
  const error = make()
  Reflect.set(Error, 'stackTraceLimit', limit)
  return error
}

const down = new Error('down')
const rethrow = (): never => {
  throw down
}
const then = (_: unknown, reject: (error: unknown) => void) => reject(down)

const awaited = (reject: () => Promise<never>) => async () => {
  try {
    await reject()
  } catch {}
}
const made = (make: () => Error) => async () => {
  make()
}

let calls = 0
const words = () => `Circuit breaker "payments" is open, retry in ${calls++ & 15} s`
const cases: Record<string, () => Promise<unknown>> = {
  nothing: async () => undefined,
  'rejected from the start': awaited(() => Promise.reject(down)),
  'by a handler that throws': awaited(() => Promise.resolve().then(rethrow)),
  // oxlint-disable-next-line unicorn/no-thenable
  'by a thenable': awaited(() => Promise.resolve({ then } as PromiseLike<never>)),
  'error, limit through Reflect': made(() => throughReflect(() => new Worded(words()))),
  'error with its message': made(() => withoutStack(() => new Worded(words()))),
  'error, message by accessor': made(() => withoutStack(() => new Wordless())),
}

const best: Record<string, number> = {}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(cases)) {
    const start = performance.now()
    for (let call = 0; call < CALLS; call += 1) await run()
    best[name] = Math.min(best[name] ?? Infinity, ((performance.now() - start) * 1e6) / CALLS)
  }
}
const { nothing = 0 } = best
for (const [name, ns] of Object.entries(best))
  process.stdout.write(`${name}: ${Math.round(ns - nothing)} ns\n`)
