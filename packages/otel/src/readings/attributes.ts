/** The attributes of one series. Values come from names and states alone, never from calls. */
export type SeriesAttributes = Readonly<Record<string, string | number>>

/** Turns a breaker's name into attributes beside `recloser.breaker.name`. Called once a name and reading, so keep it cheap. */
export type AttributesOf = (name: string) => SeriesAttributes

export const BREAKER_NAME = 'recloser.breaker.name'
export const BREAKER_STATE = 'recloser.breaker.state'
export const OUTCOME = 'recloser.outcome'
export const REASON = 'recloser.reason'
export const STATE_FROM = 'recloser.state.from'
export const STATE_TO = 'recloser.state.to'

/** The name under which breakers beyond the limit are added up. */
export const OTHER = '_other'

// `api.example.com`, `api.example.com:8443/users/:id`, `GET [::1]:8080/status`. A bare word such as `payments` is no host.
const HTTP_NAME =
  /^(?:([A-Z]+) )?([a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/.*)?$/

/**
 * The attributes that OpenTelemetry's conventions have for hosts and routes, from the name that HTTP breakers bear:
 * `server.address`, `server.port`, `url.template`, `http.request.method`. Any other name has none.
 */
export const httpAttributesOf = (name: string): SeriesAttributes => {
  const [, method, address, port, template] = HTTP_NAME.exec(name) ?? []
  if (address === undefined) return {}
  return {
    'server.address': address,
    ...(port !== undefined && { 'server.port': Number(port) }),
    ...(template !== undefined && { 'url.template': template }),
    ...(method !== undefined && { 'http.request.method': method }),
  }
}
