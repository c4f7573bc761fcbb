import Anthropic from '@anthropic-ai/sdk'
import { createClient as createSupabase } from '@supabase/supabase-js'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { AnyRouter } from '@trpc/server'
import { fetchExchange, Client as Urql } from '@urql/core'
import ky from 'ky'
import { Octokit } from 'octokit'
import { createFetch } from 'ofetch'
import OpenAI from 'openai'
import Stripe from 'stripe'
import wretch from 'wretch'
import AbortAddon from 'wretch/addons/abort'

type Fetch = typeof globalThis.fetch

/** One way to call a host, that ends its calls by itself after so many milliseconds. */
export interface Sdk {
  /** Of the package whose version the table shows. */
  readonly package: string
  readonly name: string
  /** @returns one call, without retries */
  readonly connect: (fetch: Fetch, url: string, timeoutMs: number) => () => Promise<unknown>
}

export const sdks: readonly Sdk[] = [
  {
    package: 'openai',
    name: 'openai',
    connect: (fetch, baseURL, timeout) => {
      const client = new OpenAI({ apiKey: 'none', baseURL, fetch, timeout, maxRetries: 0 })
      return () =>
        client.chat.completions.create({ model: 'none', messages: [{ role: 'user', content: 'hello' }] })
    },
  },
  {
    package: '@anthropic-ai/sdk',
    name: '@anthropic-ai/sdk',
    connect: (fetch, baseURL, timeout) => {
      const client = new Anthropic({ apiKey: 'none', baseURL, fetch, timeout, maxRetries: 0 })
      return () =>
        client.messages.create({
          model: 'none',
          max_tokens: 1,
          messages: [{ role: 'user', content: 'hello' }],
        })
    },
  },
  {
    package: 'stripe',
    name: 'stripe',
    connect: (fetch, url, timeout) => {
      const { hostname: host, port } = new URL(url)
      const client = new Stripe('sk_test_none', {
        host,
        port,
        protocol: 'http',
        timeout,
        maxNetworkRetries: 0,
        httpClient: Stripe.createFetchHttpClient(fetch),
      })
      return () => client.balance.retrieve()
    },
  },
  {
    package: '@trpc/client',
    name: '@trpc/client, a signal',
    connect: (fetch, url, timeoutMs) => {
      const client = createTRPCClient<AnyRouter>({
        links: [httpLink({ url, fetch: fetch as never })],
      }) as unknown as {
        hello: { query(input: undefined, options: { signal: AbortSignal }): Promise<unknown> }
      }
      return () => client.hello.query(undefined, { signal: AbortSignal.timeout(timeoutMs) })
    },
  },
  {
    package: 'wretch',
    name: 'wretch, setTimeout',
    connect: (fetch, url, timeoutMs) => () =>
      wretch(url)
        .fetchPolyfill(fetch as never)
        .addon(AbortAddon())
        .get('/')
        .setTimeout(timeoutMs)
        .res(),
  },
  {
    package: '@supabase/supabase-js',
    name: 'supabase functions',
    connect: (fetch, url, timeout) => {
      const client = createSupabase(url, 'none', { global: { fetch } })
      return async () => {
        const { error } = await client.functions.invoke('hello', { timeout })
        throw error
      }
    },
  },
  {
    package: 'ky',
    name: 'ky over a guarded fetch',
    connect: (fetch, url, timeout) => () => ky(url, { fetch, timeout, retry: 0 }),
  },
  {
    package: 'ofetch',
    name: 'ofetch',
    connect: (fetch, url, timeout) => {
      const client = createFetch({ fetch })
      return () => client(url, { timeout, retry: 0 })
    },
  },
  {
    package: 'octokit',
    name: 'octokit, a signal',
    connect: (fetch, baseUrl, timeoutMs) => {
      const client = new Octokit({ baseUrl, request: { fetch, retries: 0 }, log: silent })
      return () => {
        const caller = new AbortController()
        const timer = setTimeout(() => caller.abort(), timeoutMs)
        return client
          .request('GET /meta', { request: { signal: caller.signal } })
          .finally(() => clearTimeout(timer))
      }
    },
  },
  {
    package: '@urql/core',
    name: '@urql/core, no time-out',
    connect: (fetch, url, timeoutMs) => () => {
      // It overwrites the signal that it is given, and waits for ever: its user gives up, and it is told so.
      const client = new Urql({ url, fetch, exchanges: [fetchExchange], preferGetMethod: false })
      return new Promise((resolve, reject) => {
        const { unsubscribe } = client
          .query('{ hello }', {})
          .subscribe(({ error, data }) => (error ? reject(error) : resolve(data)))
        setTimeout(() => {
          unsubscribe()
          reject(new Error('gave up'))
        }, timeoutMs)
      })
    },
  },
  {
    package: 'openai',
    name: 'openai, a stream',
    connect: (fetch, baseURL, timeout) => {
      const client = new OpenAI({ apiKey: 'none', baseURL, fetch, timeout, maxRetries: 0 })
      return () =>
        client.chat.completions.create({
          model: 'none',
          stream: true,
          messages: [{ role: 'user', content: 'hello' }],
        })
    },
  },
  {
    package: 'node',
    name: 'fetch, setTimeout(() => c.abort())',
    connect: (fetch, url, timeoutMs) => () => {
      const caller = new AbortController()
      const timer = setTimeout(() => caller.abort(), timeoutMs)
      return fetch(url, { signal: caller.signal }).finally(() => clearTimeout(timer))
    },
  },
]

const silent = { debug() {}, info() {}, warn() {}, error() {} }
