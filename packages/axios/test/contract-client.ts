import { type HttpBreakers, installBreakers } from '@recloser/axios'
import type { ContractAnswer, ContractClient, ContractConnection, ContractRequest } from '@recloser/testing'
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios'
import axiosRetry from 'axios-retry'

const retryFirst = 'axios-retry, then the breakers'
const breakersFirst = 'the breakers, then axios-retry'

/** Hence the `retryCondition` in the README. */
export const noRetriedRejections =
  'axios-retry retries every error without a response, unless told to leave rejections alone'

/** Axios on one of its adapters, and what that cannot where it runs. */
export const axiosOn = (
  adapter: 'http' | 'xhr' | 'fetch',
  cannot: ContractClient['cannot'] = {},
): ContractClient => ({
  name: `axios (${adapter})`,
  kind: 'axios',
  settlesAt: 'body',
  retryOrders: [retryFirst, breakersFirst],
  cannot: { ...cannot, 'no-retried-rejections': noRetriedRejections },
  connect({ retry }) {
    const instance = axios.create({ adapter })
    const addRetry = (): void => {
      // Its own delay would obey Retry-After, in real time.
      if (retry) axiosRetry(instance, { retries: retry.times, retryDelay: () => 0 })
    }
    if (retry?.order === retryFirst) addRetry()
    let isInstalled = false
    const install = (breakers: HttpBreakers): (() => void) => {
      const uninstall = installBreakers(instance, breakers)
      if (retry?.order === breakersFirst && !isInstalled) addRetry()
      isInstalled = true
      return uninstall
    }
    return connectionOf(instance, install)
  },
})

const connectionOf = (
  instance: AxiosInstance,
  install: ContractConnection['install'],
): ContractConnection => ({
  install,
  send: async request => {
    try {
      return answerOf(await instance.request<string>(configOf(request)))
    } catch (error) {
      if (axios.isAxiosError<string>(error) && error.response && isWhole(error.response)) {
        return { ...answerOf(error.response), raw: error }
      }
      throw error
    }
  },
})

const isWhole = ({ data }: AxiosResponse): boolean => data !== undefined

/** Only what the request says, as a user would write it; the body as text, so that it can be compared. */
const configOf = ({
  url,
  method,
  headers,
  body,
  signal,
  timeoutMs,
  breaker,
}: ContractRequest): AxiosRequestConfig => ({
  url,
  responseType: 'text',
  ...(method !== undefined && { method }),
  ...(headers !== undefined && { headers }),
  ...(body !== undefined && { data: body }),
  ...(signal !== undefined && { signal }),
  ...(timeoutMs !== undefined && { timeout: timeoutMs }),
  ...(breaker !== undefined && { breaker }),
})

const answerOf = (response: AxiosResponse<string>): ContractAnswer => ({
  status: response.status,
  raw: response,
  text: () => Promise.resolve(response.data),
})
