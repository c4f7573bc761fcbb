import type { Target } from './verdict.ts'

type Figure = Target['figure']

const itself: Figure = ([ours = Number.NaN]) => ours
const over: Figure = ([ours = Number.NaN, bare = Number.NaN]) => ours - bare
const times: Figure = ([ours = Number.NaN, theirs = Number.NaN]) => ours / theirs
/** What ours adds to a bare call, in parts of what the peer adds. */
const part: Figure = ([ours = Number.NaN, bare = Number.NaN, peer = Number.NaN]) =>
  (ours - bare) / (peer - bare)

const target = (
  what: string,
  [figure, unit]: readonly [Figure, Target['unit']],
  limit: number,
  quick: Target['quick'],
  ...of: string[]
): Target => ({ what, unit, limit, of, figure, quick })

const split = 'recloser acquire, settle'
const count = 'recloser call, count'
const inClosed = (...cases: string[]) => cases.map(name => `closed/${name}:ns`)
const inBytes = (...cases: string[]) => cases.map(name => `closed bytes/${name}:bytes`)
const inLate = (...cases: string[]) => cases.map(name => `late/${name}:ns`)

const ofMemory = (total: number): Target[] => {
  const inMemory = (...cases: string[]) => cases.map(name => `memory of ${total}/${name}:bytes`)
  const at = `at ${total.toLocaleString('en')}`
  return [
    target(`bytes a breaker, idle, ${at}`, [itself, 'B'], 112, 'exact', ...inMemory('recloser idle')),
    target(`used, count window, ${at}`, [itself, 'B'], 360, 'exact', ...inMemory('recloser used, count')),
    target(`used, time window, ${at}`, [itself, 'B'], 460, 'exact', ...inMemory('recloser used, time')),
    ...['create', 'getOrCreate'].map(way =>
      target(
        ...[`a key of the manager (${way}) over a Map's, ${at}`, [over, 'B'] as const, 50, 'exact' as const],
        ...inMemory(`recloser ${way}`, 'recloser in a Map'),
      ),
    ),
  ]
}

const ofClient = (client: string): Target[] => [
  target(
    ...[`guard of ${client}, stubbed, over bare`, [over, 'ns'] as const, 1_000, 'never' as const],
    ...[`stubbed/${client} recloser:ns`, `stubbed/${client} bare:ns`],
  ),
  target(
    ...[`CPU of a request by ${client}, loopback`, [times, '×'] as const, 1.02, 'twice' as const],
    ...[`loopback/${client} recloser:cpu`, `loopback/${client} bare:cpu`],
  ),
]

/** Every target, as it was set before the code was written. */
export const targets: readonly Target[] = [
  target('acquire + settle, closed', [times, '×'], 1.35, 'twice', ...inClosed(split, 'bare')),
  target('acquire + settle, bytes over bare', [over, 'B'], 0, 'exact', ...inBytes(split, 'bare')),
  target('call, count window', [times, '×'], 1.8, 'twice', ...inClosed(count, 'bare')),
  target(
    'its cost in cockatiel counts',
    [part, '×'],
    1 / 3.5,
    'twice',
    ...inClosed(count, 'bare', 'cockatiel count'),
  ),
  target(
    'its cost in opossum minimals',
    [part, '×'],
    0.1,
    'twice',
    ...inClosed(count, 'bare', 'opossum minimal'),
  ),
  target('its bytes over bare', [over, 'B'], 110, 'exact', ...inBytes(count, 'bare')),
  target(
    ...['call, defaults: cost in cockatiel samplings', [part, '×'] as const, 2 / 3, 'twice' as const],
    ...inClosed('recloser call, default', 'bare', 'cockatiel sampling'),
  ),
  target(
    ...['late failure, count: cost in cockatiel counts', [part, '×'] as const, 1, 'twice' as const],
    ...inLate('recloser count', 'bare', 'cockatiel count'),
  ),
  target(
    ...['late failure, defaults: cost in cockatiel samplings', [part, '×'] as const, 1, 'twice' as const],
    ...inLate('recloser default', 'bare', 'cockatiel sampling'),
  ),
  target(
    ...['late failure, window of 100 000 over one of 100', [times, '×'] as const, 1.3, 'exact' as const],
    ...['growth/recloser of 100000:ns', 'growth/recloser of 100:ns'],
  ),
  target(
    'rejection by call, over cockatiel',
    [times, '×'],
    1 / 6,
    'twice',
    'open/recloser:ns',
    'open/cockatiel:ns',
  ),
  target(
    ...['acquire when open, over one clock read', [over, 'ns'] as const, 5, 'never' as const],
    ...['acquire/recloser acquire:ns', 'acquire/clock read:ns'],
  ),
  target(
    ...['acquire when open, bytes over a clock read', [over, 'B'] as const, 0, 'exact' as const],
    ...['acquire bytes/recloser acquire:bytes', 'acquire bytes/clock read:bytes'],
  ),
  ...[10_000, 100_000].flatMap(ofMemory),
  target('create 100 000 by the manager', [itself, 'ms'], 60, 'never', 'memory of 100000/recloser create:ms'),
  target('timers a breaker', [itself, ''], 0, 'exact', 'idle/recloser getOrCreate:timers'),
  target(
    ...['CPU of 10 000 idle breakers', [over, '%'] as const, 0.2, 'twice' as const],
    ...['idle/recloser getOrCreate:percent', 'idle/nothing:percent'],
  ),
  ...['fetch', 'axios', 'ky'].flatMap(ofClient),
  target(
    'URL → breaker, over new URL + Map',
    [times, '×'],
    0.5,
    'twice',
    'keys/recloser:ns',
    'keys/new URL and a Map:ns',
  ),
  target(
    'route of 1 000, over rou3',
    [times, '×'],
    0.5,
    'twice',
    'routes/recloser of 1000:ns',
    'routes/rou3 of 1000:ns',
  ),
  target(
    'import of core, over an empty file',
    [over, 'ms'],
    0.5,
    'never',
    'import/recloser:ms',
    'import/nothing:ms',
  ),
  target('min + brotli, one breaker', [itself, 'B'], 3_200, 'exact', 'sizes/core, one breaker:bytes'),
  target('min + brotli, all of core', [itself, 'B'], 3_800, 'exact', 'sizes/core, all of it:bytes'),
  target(
    ...['min + brotli, fetch with core and http', [itself, 'B'] as const, 6_000, 'exact' as const],
    'sizes/fetch, with all of core and http:bytes',
  ),
]
