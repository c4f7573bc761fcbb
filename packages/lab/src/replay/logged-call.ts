/** One call as a log tells of it. Readers hand over the same object again and again: copy what you keep. */
export interface LoggedCall {
  /** When it began, in milliseconds since 1970. */
  startMs: number
  /** How long it took; 0 where the log does not say. */
  durationMs: number
  /** The status code; 0 when no answer came. */
  status: number
  /** Whether the caller left before an answer came. */
  isAborted: boolean
  /** Capitals; empty where the log does not say. */
  method: string
  /** Empty where the log does not say. */
  host: string
  /** As the log has it, with query and all. */
  path: string
  /** The wait that the server asked for; 0 for none. */
  waitMs: number
}

/** Where a reader puts what it finds. */
export interface Sink {
  call(call: LoggedCall): void
  /** A line that cannot be read, and why, in words that hold nothing of the line. */
  damaged(reason: string): void
}

/** Reads a log piece by piece. */
export interface Reader {
  write(text: string): void
  end(): void
}

/** What was assumed of a file because it does not say. */
export interface Guess {
  readonly what: string
  readonly value: string
  /** How to say otherwise. */
  readonly option: string
}

export const emptyCall = (): LoggedCall => ({
  startMs: 0,
  durationMs: 0,
  status: 0,
  isAborted: false,
  method: '',
  host: '',
  path: '',
  waitMs: 0,
})
