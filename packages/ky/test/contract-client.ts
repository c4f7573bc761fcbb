import { breakerHooks } from '@recloser/ky'
import type { ContractAnswer, ContractClient, ContractRequest, ContractRetry } from '@recloser/testing'
import ky, { isHTTPError, type Options } from 'ky'

/** Why there are two cases fewer for ky. */
export const noUninstall = 'an instance of ky keeps its breakers; the one that it extends has none'

/** Ky, extended by the hooks. */
export const hooked: ContractClient = {
  name: 'ky',
  kind: 'ky',
  settlesAt: 'headers',
  retryOrders: ['that ky brings along'],
  cannot: { uninstall: noUninstall },
  connect({ retry }) {
    let api = ky.create({ timeout: false, retry: retryOf(retry) })
    return {
      install(breakers) {
        const before = api
        api = api.extend(breakerHooks(breakers))
        return () => {
          api = before
        }
      },
      send: request => answerTo(() => api(request.url, optionsOf(request))),
    }
  },
}

const retryOf = (retry: ContractRetry | undefined): NonNullable<Options['retry']> =>
  retry === undefined ? 0 : { limit: retry.times, delay: () => 0, maxRetryAfter: 0 }

/** Only what the request says, as a user would write it. */
const optionsOf = ({ url: _, timeoutMs: timeout, breaker, ...init }: ContractRequest): Options => {
  const options = { ...init, timeout, context: breaker === undefined ? undefined : { breaker } }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

const answerTo = async (call: () => Promise<Response>): Promise<ContractAnswer> => {
  try {
    const response = await call()
    return { status: response.status, raw: response, text: () => response.text() }
  } catch (error) {
    if (!isHTTPError(error)) throw error
    // Ky has read the body by then.
    const { data } = error
    const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? '')
    return { status: error.response.status, raw: error, text: async () => text }
  }
}
