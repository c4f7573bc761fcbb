import { describe, expect, it } from 'vitest'
import { isMalformed, isTransportError, kindOfError } from './transport-error.ts'

const coded = (code: string) => Object.assign(new Error('the text does not matter'), { code })
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause })
const aborted = (reason?: unknown) => AbortSignal.abort(reason)

describe('kindOfError', () => {
  it('believes the signal, whatever the error is', () => {
    expect(kindOfError('changed my mind', aborted('changed my mind'))).toBe('abort')
    expect(kindOfError(new TypeError('fetch failed'), aborted(new TypeError('fetch failed')))).toBe('abort')
    expect(kindOfError(undefined, aborted(null))).toBe('abort')
    expect(kindOfError(coded('ECONNRESET'), aborted())).toBe('abort')
  })

  it('tells a time-out by the reason of the signal', () => {
    const timedOut = aborted(new DOMException('too late', 'TimeoutError'))
    expect(kindOfError(new DOMException('The user aborted a request.', 'AbortError'), timedOut)).toBe(
      'timeout',
    )
  })

  it('goes by the error where the signal was not aborted, or there is none', () => {
    const { signal } = new AbortController()
    expect(kindOfError(new DOMException('', 'TimeoutError'), signal)).toBe('timeout')
    expect(kindOfError(new DOMException('', 'AbortError'), null)).toBe('abort')
    expect(kindOfError(new TypeError('fetch failed'))).toBe('network')
    expect(kindOfError('a string')).toBe('network')
    expect(kindOfError(null)).toBe('network')
  })

  it('knows the time-outs of undici, which it throws as the cause of a network error', () => {
    expect(kindOfError(fetchFailed(coded('UND_ERR_HEADERS_TIMEOUT')))).toBe('timeout')
    expect(kindOfError(fetchFailed(coded('UND_ERR_BODY_TIMEOUT')))).toBe('timeout')
    expect(kindOfError(fetchFailed(coded('UND_ERR_CONNECT_TIMEOUT')))).toBe('network')
    expect(kindOfError(fetchFailed(coded('MY_UND_ERR_BODY_TIMEOUT')))).toBe('network')
    expect(kindOfError(fetchFailed(coded('UND_ERR_BODY_TIMEOUT_MS')))).toBe('network')
  })
})

describe('isTransportError', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
    'EPROTO',
    'ETIMEDOUT',
    'EADDRNOTAVAIL',
    'UND_ERR_SOCKET',
    'UND_ERR_CONNECT_TIMEOUT',
    'HPE_INVALID_CONSTANT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('knows %s, on the error or as its cause', code => {
    expect(isTransportError(coded(code))).toBe(true)
    expect(isTransportError(fetchFailed(fetchFailed(coded(code))))).toBe(true)
  })

  it.each([
    'ERR_NETWORK',
    'ERR_BAD_RESPONSE',
    'ERR_CANCELED',
    'ERR_FR_TOO_MANY_REDIRECTS',
    'UND_ERR_ABORTED',
    'ERROR',
    'EMFILE',
    'NO_ECONNRESET',
  ])('does not take %s for a failed connection', code => {
    expect(isTransportError(coded(code))).toBe(false)
  })

  it('learns nothing from what browsers throw', () => {
    expect(isTransportError(new TypeError('Failed to fetch'))).toBe(false)
    expect(isTransportError(new DOMException('', 'NetworkError'))).toBe(false)
    expect(isTransportError(undefined)).toBe(false)
  })

  it('knows an error of another realm, which is no instance of anything here', () => {
    const foreign = Object.assign(Object.create(null) as object, { code: 'ECONNRESET' })
    expect(isTransportError(foreign)).toBe(true)
  })

  it('follows causes that go round in a circle no further than needed', () => {
    const error = new Error('first')
    error.cause = new Error('second', { cause: error })
    expect(isTransportError(error)).toBe(false)
  })

  it('looks at five errors of a chain, and at no more', () => {
    const fourth = fetchFailed(fetchFailed(fetchFailed(fetchFailed(coded('ECONNRESET')))))
    expect(isTransportError(fourth)).toBe(true)
    expect(isTransportError(fetchFailed(fourth))).toBe(false)
  })
})

describe('isMalformed', () => {
  it.each([
    'ERR_INVALID_URL',
    'ERR_INVALID_CHAR',
    'ERR_INVALID_PROTOCOL',
    'ERR_UNESCAPED_CHARACTERS',
    'ERR_BAD_REQUEST',
    'ERR_BAD_OPTION_VALUE',
    'ERR_NOT_SUPPORT',
    'ERR_FR_MAX_BODY_LENGTH_EXCEEDED',
    'UND_ERR_INVALID_ARG',
  ])('knows %s', code => {
    expect(isMalformed(coded(code))).toBe(true)
  })

  it.each(['unknown scheme', 'unexpected redirect', 'invalid method', 'bad port'])(
    'knows a network error that undici made of the mistake "%s"',
    message => {
      expect(isMalformed(fetchFailed(new Error(message)))).toBe(true)
    },
  )

  it.each([
    new TypeError('Failed to parse URL from //'),
    new TypeError("Failed to execute 'fetch' on 'Window': Request with GET/HEAD method cannot have body."),
    new DOMException('Invalid URL', 'SyntaxError'),
    new TypeError("Cannot read properties of undefined (reading 'network')"),
  ])('knows what a client throws at its caller: %s', error => {
    expect(isMalformed(error)).toBe(true)
  })

  it.each([
    'fetch failed',
    'terminated',
    'Failed to fetch',
    'Failed to fetch (api.example.com)',
    'Load failed',
    'NetworkError when attempting to fetch resource.',
    'Network error',
    'A network error occurred.',
    'Network request failed',
    'Network connection lost.',
    'error sending request for url (https://api.example.com/)',
    'The Internet connection appears to be offline.',
  ])('knows that TypeError: %s is no mistake of the caller', message => {
    expect(isMalformed(new TypeError(message))).toBe(false)
  })

  it('blames nobody for a mistake when the connection failed', () => {
    expect(isMalformed(new TypeError('something else', { cause: coded('ECONNRESET') }))).toBe(false)
  })

  it.each([
    'a string',
    undefined,
    null,
    7,
    new Error('anything'),
    coded('ERR_NETWORK'),
    coded('ERR_FR_TOO_MANY_REDIRECTS'),
    coded('MY_ERR_INVALID'),
    new Error('refused: bad port'),
  ])('takes %s for no mistake of the caller', error => {
    expect(isMalformed(error)).toBe(false)
  })
})
