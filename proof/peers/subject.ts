/** What is called through a breaker. */
export type Act = () => Promise<unknown>

/** What a scenario asks of a breaker, in the same words of every library; what it leaves out is the library's default. */
interface Wishes {
  /** Opens after so many failures in a row. */
  readonly failures?: number
  /** Or opens when half of at least so many calls failed within the window. */
  readonly half?: { readonly atLeast: number; readonly windowMs: number }
  readonly openMs?: number
}

/** A breaker of any library. An `AbortError` is to count as nothing. */
export interface Handle {
  call(act: Act, signal?: AbortSignal): Promise<unknown>
  state(): 'closed' | 'open' | 'half-open'
  onOpen(listener: () => void): void
}

/** A library, with the little that makes its breakers answer to the same words. */
export interface Subject {
  readonly name: string
  make(wishes: Wishes): Handle
  /** One function behind a breaker that gives up after so long, with a signal that tells it, as the library has it. */
  makeTimed(act: (signal: AbortSignal) => Promise<unknown>, timeoutMs: number): () => Promise<unknown>
  /** How many breakers its own keyed collection keeps of so many names; `undefined`: it has none. */
  keep?(names: number): number
}

export const isAbort = (error: unknown): boolean => (error as Error | undefined)?.name === 'AbortError'
