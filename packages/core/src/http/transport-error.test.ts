import { CircuitBreaker } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import {
  findCircuitBreakerError,
  isMalformed,
  isRejected,
  isTransportError,
  kindOfError,
} from './transport-error.ts'

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

  it.each([
    ['a DOMException', new DOMException('signal timed out', 'TimeoutError')],
    ["stripe's reason", coded('ETIMEDOUT')],
    ['a reason with a cause', new Error('gave up', { cause: new DOMException('', 'TimeoutError') })],
    ['the code of an older client', coded('ESOCKETTIMEDOUT')],
    ['the code of gRPC', coded('DEADLINE_EXCEEDED')],
    ['the name of another class', Object.assign(new Error('too slow'), { name: 'RequestTimeout' })],
    ['an error in words', new Error('Request timed out.')],
    ['a text', 'timeout of 5000ms exceeded'],
  ])('takes an abort for a time-out whose reason says so: %s', (_, reason) => {
    expect(kindOfError(reason, aborted(reason))).toBe('timeout')
    expect(kindOfError(new DOMException('', 'AbortError'), aborted(reason))).toBe('timeout')
  })

  it.each([
    undefined,
    null,
    0,
    Symbol('stop'),
    'user pressed Stop',
    new Error('unmounted'),
    new DOMException('The user aborted a request.', 'AbortError'),
    Object.assign(new Error('Request was aborted.'), { name: 'APIUserAbortError' }),
    {},
  ])('takes an abort for the caller’s where the reason says nothing of time: %s', reason => {
    expect(kindOfError(reason, aborted(reason))).toBe('abort')
  })

  it('tells a time-out by the cause of an abort whose signal it does not see', () => {
    const because = (cause: unknown) => Object.assign(new Error('aborted', { cause }), { name: 'AbortError' })
    expect(kindOfError(because(coded('ETIMEDOUT')))).toBe('timeout')
    expect(kindOfError(because(new DOMException('', 'TimeoutError')))).toBe('timeout')
    expect(kindOfError(because(new Error('stopped')))).toBe('abort')
  })

  it('knows a cancelled request of axios by its code, and a time-out by the words of its token', () => {
    expect(kindOfError(Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' }))).toBe('abort')
    expect(kindOfError(Object.assign(new Error('timeout'), { code: 'ERR_CANCELED' }))).toBe('timeout')
  })

  it('takes a connection that timed out for a network error: the host is down', () => {
    expect(kindOfError(fetchFailed(coded('ETIMEDOUT')))).toBe('network')
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

  it.each(['ENOENT', 'EACCES', 'EPERM'])('takes %s for a failed connection where `connect` says so', code => {
    expect(isTransportError(Object.assign(coded(code), { syscall: 'connect' }))).toBe(true)
    expect(isTransportError(Object.assign(coded(code), { syscall: 'open' }))).toBe(false)
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
    'ERR_INVALID_ARG_TYPE',
    'ERR_INVALID_CHAR',
    'ERR_INVALID_HTTP_TOKEN',
    'ERR_INVALID_PROTOCOL',
    'ERR_HTTP_INVALID_HEADER_VALUE',
    'ERR_UNESCAPED_CHARACTERS',
    'ERR_BAD_REQUEST',
    'ERR_BAD_OPTION_VALUE',
    'ERR_NOT_SUPPORT',
    'ERR_FR_MAX_BODY_LENGTH_EXCEEDED',
    'UND_ERR_INVALID_ARG',
    'UND_ERR_NOT_SUPPORTED',
    'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  ])('knows %s, on the error or as its cause', code => {
    expect(isMalformed(coded(code))).toBe(true)
    expect(isMalformed(fetchFailed(coded(code)))).toBe(true)
  })

  it.each([
    "Failed to execute 'fetch' on 'Window': Request with GET/HEAD method cannot have body.",
    "Failed to construct 'Request': member signal is not of type AbortSignal.",
    'Failed to parse URL from //',
    'Window.fetch: HEAD or GET Request cannot have a body.',
    "WorkerGlobalScope.fetch: 'x' (value of 'mode' member of RequestInit) is not a valid value.",
    'Request constructor: invalid request mode navigate.',
    'RequestInit: duplex option is required when sending a body.',
    "Incorrect type for the 'signal' field on 'RequestInitializerDict'",
    'Request with GET/HEAD method cannot have body.',
    'fetch() request with GET/HEAD/OPTIONS method cannot have body.',
    "Request has method 'GET' and cannot have a body",
    "'G T' is not a valid HTTP method.",
    "'TRACE' HTTP method is unsupported.",
    'Invalid HTTP method string: G T',
    'Headers.append: "a\nb" is an invalid header value.',
    'Headers constructor: expected name/value pair to be length 2, found 1.',
    "Header 'x' has invalid value: 'a'",
    "Invalid header name: 'x y'",
    'Cannot convert argument to a ByteString because the character at index 1 has a value of 256.',
    'Request cannot be constructed from a URL that includes credentials: https://u:p@api.example.com/',
    'URL is not valid or contains user credentials.',
    'undefined: x is not an accepted type. Expected one of follow, manual, error.',
    'Cannot construct a Request with a Request object that has already been used.',
    'Body has already been used. It can only be used once.',
    'Response body object should not be disturbed or locked',
    "Input request's body is unusable",
  ])('knows what fetch throws at its caller: %s', message => {
    expect(isMalformed(new TypeError(message))).toBe(true)
    expect(isMalformed(Object.assign(coded('ERR_NETWORK'), { cause: new TypeError(message) }))).toBe(true)
  })

  it.each([
    fetchFailed(new Error('unexpected redirect')),
    fetchFailed(new Error('unknown scheme')),
    new DOMException('Invalid URL', 'SyntaxError'),
  ])('knows other words of a client for its caller: %s', error => {
    expect(isMalformed(error)).toBe(true)
  })

  it.each([
    Object.assign(coded('ENOENT'), { syscall: 'open' }),
    Object.assign(coded('EACCES'), { syscall: 'open' }),
    Object.assign(coded('EMFILE'), { syscall: 'open' }),
    Object.assign(coded('EISDIR'), { syscall: 'read' }),
    coded('EIO'),
    new DOMException('The blob could not be read', 'NotReadableError'),
  ])('knows a file that could not be uploaded: %o', error => {
    expect(isMalformed(error)).toBe(true)
    expect(isMalformed(fetchFailed(error))).toBe(true)
  })

  it.each([
    'fetch failed',
    'terminated',
    'Failed to fetch',
    'Failed to fetch (api.example.com)',
    'Load failed',
    'Load failed (api.example.com)',
    'NetworkError when attempting to fetch resource.',
    'Network error',
    'A network error occurred.',
    ' A network error occurred.',
    'Network request failed',
    'Network connection lost.',
    'The network connection was lost.',
    'Could not connect to the server.',
    'A server with the specified hostname could not be found.',
    'The request timed out.',
    'cancelled',
    'An SSL error has occurred and a secure connection to the server cannot be made.',
    'The certificate for this server is invalid.',
    'Die Netzwerkverbindung wurde unterbrochen.',
    'サーバに接続できませんでした。',
    'cannot parse response',
    'too many HTTP redirects',
    'Origin https://page.example is not allowed by Access-Control-Allow-Origin. Status code: 503',
    'Request header field x-id is not allowed by Access-Control-Allow-Headers.',
    'Method PUT is not allowed by Access-Control-Allow-Methods.',
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    'Fetch API cannot load https://api.example.com/ due to access control checks.',
    'error sending request for url (https://api.example.com/)',
    'error sending request for url (https://api.example.com/method/header): invalid HTTP header parsed',
    'The Internet connection appears to be offline.',
    'Unable to connect. Is the computer able to access the url?',
    'Was there a typo in the url or port?',
    'The socket connection was closed unexpectedly. For more information, pass `verbose: true` in the second argument to fetch()',
    'Too many redirects. https://api.example.com/a, https://api.example.com/b',
    'Invalid state: Controller is already closed',
    'internal error; reference = 7',
    'Failed to connect',
    '',
    "Cannot read properties of undefined (reading 'network')",
  ])('takes TypeError: %j for no mistake of the caller', message => {
    expect(isMalformed(new TypeError(message))).toBe(false)
    expect(isMalformed(fetchFailed(new TypeError(message)))).toBe(false)
  })

  it.each([
    new TypeError('Invalid URL'),
    Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }),
    new Error('bad port'),
    new Error('URL scheme must be a HTTP(S) scheme'),
    new Error('redirect count exceeded'),
    new Error('cross origin not allowed for request mode "cors"'),
  ])('takes a redirect that leads nowhere for no mistake of the caller: %s', cause => {
    expect(isMalformed(fetchFailed(cause))).toBe(false)
    const redirected = coded('ERR_FR_REDIRECTION_FAILURE')
    expect(isMalformed(Object.assign(redirected, { cause }))).toBe(false)
  })

  it('blames nobody for a mistake when the connection failed', () => {
    expect(isMalformed(fetchFailed(coded('ECONNRESET')))).toBe(false)
    const missingSocket = Object.assign(coded('ENOENT'), { syscall: 'connect' })
    expect(isMalformed(missingSocket)).toBe(false)
  })

  it.each([
    'a string',
    undefined,
    null,
    7,
    new Error('anything'),
    new SyntaxError('Unexpected token < in JSON at position 0'),
    new ReferenceError('x is not defined'),
    coded('ERR_NETWORK'),
    coded('ERR_BAD_RESPONSE'),
    coded('ERR_FR_TOO_MANY_REDIRECTS'),
    coded('ERR_INVALID_STATE'),
    coded('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    coded('UND_ERR_REQ_RETRY'),
    coded('MY_ERR_INVALID_ARG'),
    coded('EMFILE'),
    new Error('HTTP method not allowed'),
    new Error('refused: unexpected redirect of the server'),
  ])('takes %s for no mistake of the caller', error => {
    expect(isMalformed(error)).toBe(false)
  })
})

describe('a rejection that somebody wrapped', () => {
  const rejection = () => {
    const breaker = new CircuitBreaker('inner')
    breaker.forceOpen()
    return breaker.rejection()
  }
  const wrap = (field: string, wrapped: unknown) => Object.assign(new Error('wrapped'), { [field]: wrapped })
  const circle = wrap('cause', undefined)
  circle.cause = wrap('networkError', circle)
  const trap = {
    get cause(): never {
      throw new Error('trap')
    },
  }

  it.each(['cause', 'originalError', 'networkError', 'lastError', 'detail', 'context', 'error', 'reason'])(
    'is found as %s, and below it',
    field => {
      const inner = rejection()
      expect(findCircuitBreakerError(wrap(field, inner))).toBe(inner)
      expect(findCircuitBreakerError(wrap('cause', wrap(field, wrap('cause', inner))))).toBe(inner)
    },
  )

  it('is found as it is, and the outermost first', () => {
    const [outer, inner] = [rejection(), rejection()]
    expect(findCircuitBreakerError(outer)).toBe(outer)
    expect(findCircuitBreakerError({ detail: { cause: inner }, context: outer })).toBe(outer)
  })

  it('is not found where there is none, and nothing is thrown', () => {
    for (const value of [
      undefined,
      null,
      'text',
      7,
      {},
      new Error('other'),
      circle,
      trap,
      wrap('cause', trap),
    ]) {
      expect(findCircuitBreakerError(value)).toBeUndefined()
    }
  })

  it('is looked for a few dozen errors deep, and no further', () => {
    const deep = (depth: number) => {
      let error: unknown = rejection()
      for (let count = 0; count < depth; count++) error = wrap('cause', error)
      return error
    }
    expect(findCircuitBreakerError(deep(20))).toBeDefined()
    expect(findCircuitBreakerError(deep(100_000))).toBeUndefined()
  })

  it('decides a verdict only as a cause: what failed before a last rejection did go out', () => {
    expect(isRejected(wrap('cause', wrap('cause', rejection())))).toBe(true)
    expect(isRejected(wrap('lastError', rejection()))).toBe(false)
    expect(isRejected(circle)).toBe(false)
  })
})
