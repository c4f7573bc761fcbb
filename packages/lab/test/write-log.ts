import { exponential, normal, seeded } from '../src/engine/random.ts'

/** The kinds of logs that can be made. */
export type Kind = 'combined' | 'ndjson' | 'csv'

/** An hour's traffic, again and again: ten minutes of each are an outage, ten a partial failure. */
export const makeLines = function* (kind: Kind, count: number, perSecond = 50): Generator<string> {
  const random = seeded(1)
  let at = Date.UTC(2026, 9, 10, 12)
  if (kind === 'csv') yield 'time,method,path,status,duration_ms'
  for (let index = 0; index < count; index++) {
    at += exponential(random, 1_000 / perSecond)
    const minute = Math.floor(at / 60_000) % 60
    const share = minute >= 20 && minute < 25 ? 1 : minute >= 40 && minute < 50 ? 0.2 : 0.002
    const status = random() < share ? 503 : 200
    const ms = Math.round(80 * Math.exp(0.5 * normal(random)))
    yield LINES[kind](at, index, status, ms)
  }
}

const LINES: Readonly<Record<Kind, (at: number, index: number, status: number, ms: number) => string>> = {
  combined: (at, index, status, ms) =>
    `10.0.${index % 256}.7 - - [${clf(at)}] "GET /users/${index}/orders?token=s3cret-${index} HTTP/1.1" ${status} 512 "-" "curl/8.5.0" ${(ms / 1_000).toFixed(3)}`,
  ndjson: (at, index, status, ms) =>
    `{"level":30,"time":${Math.round(at)},"pid":1,"hostname":"web-1","req":{"id":${index},"method":"GET","url":"/users/${index}/orders?token=s3cret-${index}","headers":{"host":"api.example.com","authorization":"s3cret"}},"res":{"statusCode":${status},"headers":{"content-type":"application/json"}},"responseTime":${ms},"msg":"request completed"}`,
  csv: (at, index, status, ms) =>
    `${new Date(at).toISOString()},GET,/users/${index}/orders?token=s3cret-${index},${status},${ms}`,
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')
let lastSecond = Number.NaN
let lastText = ''

const clf = (at: number): string => {
  const second = Math.floor(at / 1_000)
  if (second === lastSecond) return lastText
  const date = new Date(at)
  lastSecond = second
  lastText = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
  return lastText
}
