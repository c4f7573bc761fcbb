import type { HttpBreakers, HttpRequest, RequestBreaker } from '@recloser/core/http'
import type { ContractAbility } from './ability.ts'

/** How the suite works with a client: all that an adapter's author writes to have it tested. */
export interface ContractClient {
  /** What reports call it: `fetch`, `axios (xhr)`. */
  readonly name: string
  /** What it is called in the requests that functions of the configuration are given. */
  readonly kind: HttpRequest['client']
  /** When an attempt is settled: with the headers, or only with the whole body. */
  readonly settlesAt: 'headers' | 'body'
  /** What it cannot do, each with the reason. The cases that need it are listed as not here. */
  readonly cannot?: Partial<Record<ContractAbility, string>>
  /** In which order its retry plugin and the breakers can be installed, in words. None: it has no plugin. */
  readonly retryOrders: readonly string[]
  /** A new client for one case, without breakers. */
  connect(options: { readonly retry: ContractRetry | undefined }): ContractConnection
}

/** The client's retry plugin, to be installed with its own rules for what to retry, and without delays. */
export interface ContractRetry {
  /** One of the client's `retryOrders`. */
  readonly order: string
  /** Attempts after the first. */
  readonly times: number
}

/** One client, as a user would have it. */
export interface ContractConnection {
  /** Installs the breakers, perhaps beside others. @returns its undo */
  install(breakers: HttpBreakers): () => void
  /**
   * Makes one request. Resolves when there is a response, of any status, even where the client throws for it; rejects
   * with what the client throws otherwise, a response whose body broke off included.
   */
  send(request: ContractRequest): Promise<ContractAnswer>
}

export interface ContractRequest {
  /** With query and all. */
  readonly url: string
  /** @default 'GET' */
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** The client's own time-out, in milliseconds. Never given to a client that has none. */
  readonly timeoutMs?: number | undefined
  /** The option of this request, in the client's own way. */
  readonly breaker?: RequestBreaker | undefined
}

export interface ContractAnswer {
  readonly status: number
  /** What the client gave or threw. */
  readonly raw: unknown
  /** The body; rejects when it breaks off. */
  text(): Promise<string>
}
