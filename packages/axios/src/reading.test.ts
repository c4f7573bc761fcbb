import { AxiosError, AxiosHeaders, type AxiosResponse, CanceledError } from 'axios'
import { describe, expect, it } from 'vitest'
import { readError, readResponse } from './reading.ts'

const response = (status: number, more: object = {}) => ({ status, headers: {}, ...more }) as AxiosResponse

const systemError = (code: string) => Object.assign(new Error(code), { code, errno: -1 })

describe('readResponse', () => {
  it('gives status and headers', () => {
    const headers = new AxiosHeaders({ 'Retry-After': '7' })
    expect(readResponse(response(429, { headers }))).toEqual({ status: 429, headers })
  })

  it('finds a header in a plain object, as adapters of other makers give it', () => {
    const { headers } = readResponse(response(429, { headers: { 'Retry-After': '7' } }))
    expect(headers?.get('retry-after')).toBe('7')
    expect(readResponse({ status: 200 } as AxiosResponse).headers?.get('retry-after')).toBeUndefined()
  })
})

describe('readError', () => {
  it('takes an error with a whole response for that response', () => {
    const error = new AxiosError('no', 'ERR_BAD_RESPONSE', undefined, {}, response(503, { data: undefined }))
    expect(readError(error)).toMatchObject({ status: 503 })
    expect(readError(error).kind).toBeUndefined()
  })

  it('takes an error with a response whose body broke for a network error, and keeps its status', () => {
    const error = new AxiosError('stream has been aborted', 'ERR_BAD_RESPONSE', undefined, {}, response(200))
    expect(readError(error)).toMatchObject({ kind: 'network', status: 200 })
  })

  it.each([
    ['a cancelled request', new CanceledError()],
    ['a page that left', new AxiosError('Request aborted', 'ECONNABORTED')],
    [
      'a response too long for its caller',
      new AxiosError('maxContentLength size of 9 exceeded', 'ERR_BAD_RESPONSE'),
    ],
    ['a signal of somebody else', new DOMException('', 'AbortError')],
  ])('takes %s for an abort', (_, error) => {
    expect(readError(error)).toEqual({ kind: 'abort' })
  })

  it.each([-1, 1_000])(
    'takes a broken body for what it is, where axios 1.7.7 says "maxContentLength size of %i exceeded"',
    limit => {
      const request = { res: { errored: limit < 0 ? undefined : systemError('ECONNRESET') } }
      const error = new AxiosError(
        `maxContentLength size of ${limit} exceeded`,
        'ERR_BAD_RESPONSE',
        undefined,
        request,
      )
      expect(readError(error)).toEqual({ kind: 'network' })
    },
  )

  it('takes what a transport of the caller’s own throws for the caller’s mistake, but not what it meets on the wire', () => {
    const transport = { request: () => undefined }
    expect(readError(new Error('no tunnel'), undefined, transport)).toEqual({ kind: 'abort' })
    expect(readError(new TypeError('transport.request is not a function'), undefined, {})).toEqual({
      kind: 'abort',
    })
    expect(readError(AxiosError.from(systemError('ECONNRESET')), undefined, transport)).toEqual({
      kind: 'network',
    })
    expect(readError(new Error('no tunnel'))).toEqual({ kind: 'network' })
  })

  it('takes a cancelled request for a time-out where its token says so', () => {
    expect(readError(new CanceledError('timeout of 5ms exceeded'))).toEqual({ kind: 'timeout' })
    expect(readError(new CanceledError('Request stream has been aborted'))).toEqual({ kind: 'abort' })
  })

  it.each([
    ['of http and xhr', new AxiosError('timeout of 5ms exceeded', 'ECONNABORTED')],
    ['in clear words', new AxiosError('timeout of 5ms exceeded', 'ETIMEDOUT')],
    [
      'of fetch',
      Object.assign(new AxiosError('', 'ETIMEDOUT'), { cause: new DOMException('', 'AbortError') }),
    ],
    [
      'of fetch in axios 1.7',
      AxiosError.from(new AxiosError('timeout 5 of ms exceeded', 'ETIMEDOUT'), 'ETIMEDOUT'),
    ],
    ['of undici', AxiosError.from(systemError('UND_ERR_HEADERS_TIMEOUT'))],
  ])('recognises the time-out %s', (_, error) => {
    expect(readError(error)).toEqual({ kind: 'timeout' })
  })

  it.each(['ETIMEDOUT', 'ECONNABORTED', 'ECONNREFUSED'])('leaves the %s of the system what it is', code => {
    expect(readError(AxiosError.from(systemError(code), code))).toEqual({ kind: 'network' })
  })

  it('goes by the signal before all else', () => {
    const error = new AxiosError('no', 'ERR_BAD_RESPONSE', undefined, {}, response(503, { data: '' }))
    expect(readError(error, AbortSignal.abort('changed my mind'))).toEqual({ kind: 'abort' })
    const timedOut = AbortSignal.abort(new DOMException('', 'TimeoutError'))
    expect(readError(new CanceledError(), timedOut)).toEqual({ kind: 'timeout' })
  })

  it.each([
    ['a text', 'timeout'],
    ['the code of stripe', systemError('ETIMEDOUT')],
    ['its cause', new Error('gave up', { cause: new DOMException('', 'TimeoutError') })],
  ])('takes an abort for a time-out whose reason says so by %s', (_, reason) => {
    expect(readError(new CanceledError(), AbortSignal.abort(reason))).toEqual({ kind: 'timeout' })
  })

  it.each([undefined, null, 'broken', 7])('bears an adapter that throws %s', thrown => {
    expect(readError(thrown)).toEqual({ kind: 'network' })
  })
})
