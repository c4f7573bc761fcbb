import { initOf, type Saboteur, sound } from './adapter.ts'

/** Adapters that send something else than they were asked to, or tell the breakers of something else. */
export const requests: readonly Saboteur[] = [
  {
    does: 'loses the body where there is an option for the breaker',
    parts: {
      send: ({ body, ...request }) =>
        sound.send(request.breaker === undefined ? { ...request, body } : request),
    },
    caughtBy: 'sends the request that the client alone would send, with an empty one',
  },
  {
    does: 'loses the headers where there is an option for the breaker',
    parts: {
      send: ({ headers, ...request }) =>
        sound.send(request.breaker === undefined ? { ...request, headers } : request),
    },
    caughtBy: 'sends the request that the client alone would send, with a key',
  },
  {
    does: 'makes a GET of whatever has an option for the breaker',
    parts: {
      send: request => sound.send(request.breaker ? { url: request.url, signal: request.signal } : request),
    },
    caughtBy: 'sends the request that the client alone would send, with a fallback',
  },
  {
    does: 'loses the body where no breaker is wanted',
    parts: {
      send: ({ body, ...request }) => sound.send(request.breaker === false ? request : { ...request, body }),
    },
    caughtBy: 'sends the request that the client alone would send, with `breaker: false`',
  },
  {
    does: 'adds a header of its own',
    parts: {
      send: request => sound.send({ ...request, headers: { ...request.headers, 'x-breaker': 'yes' } }),
    },
    caughtBy: 'sends the request that the client alone would send, without an option',
  },
  {
    does: 'sends another content type',
    parts: {
      send: request =>
        fetch(request.url, { ...initOf(request), headers: { ...request.headers, 'content-type': 'a/b' } }),
    },
    caughtBy: 'sends the request that the client alone would send, without an option',
  },
  {
    does: 'loses a part of the query',
    parts: { send: request => sound.send({ ...request, url: request.url.replace('&c=e', '') }) },
    caughtBy: 'sends the request that the client alone would send, without an option',
  },
  {
    does: 'tells of every request as a GET',
    parts: { known: request => ({ ...sound.known(request), method: 'GET' }) },
    caughtBy: 'opens a bad route alone',
  },
  {
    does: 'tells of a URL without its query',
    parts: { known: request => ({ ...sound.known(request), url: request.url.replace(/\?.*/, '') }) },
    caughtBy: 'asks keyOf',
  },
  {
    does: 'tells of another client',
    parts: { known: request => ({ ...sound.known(request), client: 'ky' }) },
    caughtBy: 'shows classify the request',
  },
  {
    does: 'knows only one host',
    parts: { known: request => ({ ...sound.known(request), url: 'http://one.contract.example/' }) },
    caughtBy: 'keeps a breaker for each host',
  },
  {
    does: 'hears no option',
    parts: { options: () => undefined },
    caughtBy: 'sends a request with a key',
  },
  {
    does: 'takes `false` for no option',
    parts: { options: ({ breaker }) => breaker || undefined },
    caughtBy: 'sends a request with `breaker: false`',
  },
]
