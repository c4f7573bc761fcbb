// Made of the Lua files beside it by `pnpm run lua`; do not edit.
import type { Script } from '../script.ts'

const common = `-- What all scripts share. KEYS: open, live, changed, attention, and for one breaker voices and leases.
-- The first two arguments are the channel and the breaker's id (of a beat: the instance).

local OPEN, LIVE, CHANGED, ATTENTION, VOICES, LEASES = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local CHANNEL = ARGV[1]

local HOUR = 3600000
local LIVE_MS = 60000
local ATTENTION_MS = 30000
local PROBATION_MS = 60000
local STALE_MS = 60000
local MOST_ATTENTIONS = 16
local MOST = 9e15

-- Only the server's clock is ever compared.
local function clock()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local now = clock()

-- Lua prints 14 digits of a number by itself, and a generation has 16.
local function text(number)
  return string.format('%.0f', number)
end

local function whole(position, name)
  local value = tonumber(ARGV[position])
  if not value or value < 0 or value > MOST or value ~= math.floor(value) then
    error('recloser: ' .. name .. ' must be a whole number from 0 to 9e15')
  end
  return value
end

-- A time to live never becomes shorter.
local function keep(key, ms)
  redis.call('PEXPIRE', key, text(ms), 'NX')
  redis.call('PEXPIRE', key, text(ms), 'GT')
end

-- A deadline that is further off than its own length is over: the clock went back.
local function left(ends, length)
  local ms = ends - now
  if ms < 0 or ms > length then return 0 end
  return ms
end

local function is_stale(entry)
  return now - entry.ends > STALE_MS or entry.ends - now > entry.length
end

local function live_count()
  redis.call('ZREMRANGEBYSCORE', LIVE, '-inf', text(now - LIVE_MS))
  redis.call('ZREMRANGEBYSCORE', LIVE, '(' .. text(now), '+inf')
  return redis.call('ZCARD', LIVE)
end

local function every(live)
  return math.min(math.max(math.floor(2.5 * live), 500), 5000)
end

local function attention_left(id)
  return left(tonumber(redis.call('ZSCORE', ATTENTION, id) or 0), ATTENTION_MS)
end

-- state|generation|ends|length|trips|ok|bad|actor. States: c closed, o open, h held closed.
local function parse(value)
  local state, g, ends, length, trips, ok, bad, actor =
    string.match(value or '', '^(%a)|(%d+)|(%d+)|(%d+)|(%d+)|(%d+)|(%d+)|(.*)$')
  if not state then
    return { state = 'c', g = 0, ends = 0, length = 0, trips = 0, ok = 0, bad = 0, actor = '' }
  end
  local entry = {
    state = state, g = tonumber(g), ends = tonumber(ends), length = tonumber(length),
    trips = tonumber(trips), ok = tonumber(ok), bad = tonumber(bad), actor = actor
  }
  if state == 'h' and left(entry.ends, entry.length) == 0 then
    entry.state, entry.ends, entry.length, entry.trips = 'c', 0, 0, 0
  end
  return entry
end

local function read(id)
  return parse(redis.call('HGET', OPEN, id))
end

-- A new generation. Odd means open and even closed, so that one number never means both, whatever a store forgot.
local function number(told, is_open)
  local last = tonumber(redis.call('HGET', OPEN, '@') or 0)
  local g = math.max(now * 1000, last + 1, told + 1)
  if g % 2 ~= (is_open and 1 or 0) then g = g + 1 end
  if g > MOST then error('recloser: there is no generation above ' .. text(MOST)) end
  redis.call('HSET', OPEN, '@', text(g))
  return g
end

local function write(id, entry)
  redis.call('HSET', OPEN, id, table.concat({
    entry.state, text(entry.g), text(entry.ends), text(entry.length),
    text(entry.trips), text(entry.ok), text(entry.bad), entry.actor
  }, '|'))
  redis.call('ZADD', CHANGED, text(entry.g), id)
  local ms = HOUR + left(entry.ends, entry.length)
  keep(OPEN, ms)
  keep(CHANGED, ms)
end

local function view(id, entry, live)
  local ms = 0
  if entry.state ~= 'c' then ms = left(entry.ends, entry.length) end
  return {
    entry.state, text(entry.g), text(ms), text(attention_left(id)),
    text(every(live)), text(live), text(entry.trips), entry.actor
  }
end

local function publish(...)
  redis.call('PUBLISH', CHANNEL, table.concat({ ... }, '|'))
end

local function attend(id, live)
  redis.call('DEL', VOICES)
  redis.call('ZADD', ATTENTION, text(now + ATTENTION_MS), id)
  keep(ATTENTION, HOUR)
end

local function open(id, entry, told, length, trips, actor)
  entry.state, entry.g = 'o', number(told, true)
  entry.ends, entry.length, entry.trips = now + length, length, trips
  entry.ok, entry.bad, entry.actor = 0, 0, actor
  write(id, entry)
  redis.call('DEL', LEASES, VOICES)
  redis.call('ZREM', ATTENTION, id)
  publish('o', id, text(entry.g), text(length), text(trips), actor)
end

-- Closed, and watched for a while: a trip soon after lengthens the next period.
local function close(id, entry, told, live, actor)
  entry.state, entry.g = 'c', number(told, false)
  entry.ends, entry.length = now + PROBATION_MS, PROBATION_MS
  entry.ok, entry.bad, entry.actor = 0, 0, actor
  write(id, entry)
  redis.call('DEL', LEASES)
  attend(id, live)
  local spread = math.min(2000, 50 * live)
  publish('c', id, text(entry.g), text(spread), text(ATTENTION_MS), text(every(live)), actor)
end

local function hold(id, entry, told, length, actor)
  entry.state, entry.g = 'h', number(told, false)
  entry.ends, entry.length, entry.trips = now + length, length, 0
  entry.ok, entry.bad, entry.actor = 0, 0, actor
  write(id, entry)
  redis.call('DEL', LEASES, VOICES)
  redis.call('ZREM', ATTENTION, id)
  publish('h', id, text(entry.g), text(length), actor)
end

-- Who was told a higher generation than is stored here knows what this store has lost, and its word holds: an odd one
-- says open, and is due; an even one says closed. A hold stays, under a number that is believed.
local function remember(id, entry, told, trips, live)
  if told <= entry.g then return end
  if entry.state == 'h' then
    hold(id, entry, told, left(entry.ends, entry.length), entry.actor)
  elseif told % 2 == 1 then
    open(id, entry, told, 0, trips, '')
  elseif entry.state == 'o' then
    close(id, entry, told, live, '')
  end
end

local function period(trips, first, multiplier, longest)
  local length = first
  local most = math.max(first, longest)
  for _ = 2, trips do
    length = length * multiplier
    if length >= most then return most end
  end
  return math.floor(length)
end
`

const beatLua = `
-- beat(instance, since, told, stays) -> live, last generation, where the page ends, and what changed since.
-- A page is full at 256, and ends at its last generation; 0 says that nothing is left.

local PAGE = 256
local SWEPT = 16

local instance = ARGV[2]
local since, told = whole(3, 'since'), whole(4, 'told')

if ARGV[5] == '0' then
  redis.call('ZREM', LIVE, instance)
else
  redis.call('ZADD', LIVE, text(now), instance)
  keep(LIVE, HOUR)
end
local live = live_count()

-- A store that has lost its data and whose clock went back must number above what anybody was told.
local last = tonumber(redis.call('HGET', OPEN, '@') or 0)
if told > last and told >= now * 1000 then
  redis.call('HSET', OPEN, '@', text(told))
  keep(OPEN, HOUR)
end

-- What nobody has changed for an hour is forgotten, unless it still holds.
local old = redis.call('ZRANGEBYSCORE', CHANGED, '-inf', text((now - HOUR) * 1000), 'LIMIT', 0, SWEPT)
for _, id in ipairs(old) do
  local entry = read(id)
  if entry.state == 'c' or left(entry.ends, entry.length) == 0 then
    redis.call('HDEL', OPEN, id)
    redis.call('ZREM', CHANGED, id)
  end
end

local reply = { text(live), text(last), '0' }
local page = redis.call('ZRANGEBYSCORE', CHANGED, '(' .. text(since), '+inf', 'LIMIT', 0, PAGE)
local sent = {}
for _, id in ipairs(page) do
  local entry = read(id)
  sent[id] = true
  reply[#reply + 1] = { id, unpack(view(id, entry, live)) }
end
if #page == PAGE then reply[3] = text(tonumber(redis.call('ZSCORE', CHANGED, page[PAGE]))) end

-- Attention changes no generation; there are few.
for _, id in ipairs(redis.call('ZRANGE', ATTENTION, 0, -1)) do
  if not sent[id] and attention_left(id) > 0 then
    reply[#reply + 1] = { id, unpack(view(id, read(id), live)) }
  end
end
return reply
`

export const beat: Script = {
  name: 'beat',
  sha: '6ccc16df06d5c5cd59c995f3ed3f19575cba5308',
  text: common + beatLua,
}

const reportLua = `
-- report(id, instance, told, failures, calls, asks, rate, minimum, open, multiplier, longest) -> state
-- In attention the instance's voice is replaced; the voices together open. Outside, asking (1) begins attention.
-- 2 asks for an instance that is not bound by the opening that it knows: it has closed alone, or waited too long.

-- The voices are counted in thousandths, since a hash adds whole numbers only.
local SCALE = 1000
local VOICE = 4
local FIRST_VERDICT_MS = 500
local FIRST_ACQUITTAL_MS = 2000

local id, instance = ARGV[2], ARGV[3]
local told, failures, calls = whole(4, 'told'), whole(5, 'failures'), whole(6, 'calls')
local asks, is_unbound = ARGV[7] ~= '0', ARGV[7] == '2'
local rate, minimum = tonumber(ARGV[8]), whole(9, 'minimum')
local first, multiplier, longest = whole(10, 'open'), tonumber(ARGV[11]), whole(12, 'longest')

local live = live_count()
local entry = read(id)
remember(id, entry, told, 1, live)

-- An opening that is due and that nobody probes belongs to nobody: who asks is without a verdict.
local is_due = left(entry.ends, entry.length) == 0
if entry.state == 'o' and (asks and is_stale(entry) or is_unbound and is_due) then
  redis.call('ZREMRANGEBYSCORE', LEASES, '-inf', text(now))
  if redis.call('ZCARD', LEASES) == 0 then close(id, entry, told, live, '') end
end
if entry.state ~= 'c' or told < entry.g then return view(id, entry, live) end

local attention = attention_left(id)
if attention == 0 then
  if asks and live >= 2 then
    redis.call('ZREMRANGEBYSCORE', ATTENTION, '-inf', text(now))
    redis.call('ZREMRANGEBYSCORE', ATTENTION, '(' .. text(now + ATTENTION_MS), '+inf')
    if redis.call('ZCARD', ATTENTION) < MOST_ATTENTIONS then
      attend(id, live)
      publish('a', id, text(entry.g), text(ATTENTION_MS), text(every(live)))
    end
  end
  return view(id, entry, live)
end

local most = VOICE * (1 - rate)
local voice = math.min(math.max(failures - rate * calls, -most), most)
local scaled = math.floor(voice * SCALE + 0.5)
local before = tonumber(redis.call('HGET', VOICES, instance) or 0)
redis.call('HSET', VOICES, instance, text(scaled))
local sum = redis.call('HINCRBY', VOICES, '@', text(scaled - before))
keep(VOICES, HOUR)

local limit = (1 - rate) * math.min(minimum, VOICE + live) * SCALE
local age = ATTENTION_MS - attention
if live >= 2 and age >= FIRST_VERDICT_MS and sum >= limit then
  local trips = 1
  if left(entry.ends, entry.length) > 0 then trips = entry.trips + 1 end
  open(id, entry, told, period(trips, first, multiplier, longest), trips, '')
elseif age >= FIRST_ACQUITTAL_MS and sum <= -limit then
  redis.call('ZREM', ATTENTION, id)
  redis.call('DEL', VOICES)
end
return view(id, entry, live)
`

export const report: Script = {
  name: 'report',
  sha: '7db9b3e02745b0c353e3f4af0199567457412e57',
  text: common + reportLua,
}

const leaseLua = `
-- lease(id, instance, told, trips, slots, ttl) -> state, number, wait
-- The right to one probe, where the breaker is open and due. 0: none, and how long to wait before the next ask.

local LONGEST_WAIT_MS = 500

local id, instance = ARGV[2], ARGV[3]
local told, trips, slots, ttl = whole(4, 'told'), whole(5, 'trips'), whole(6, 'slots'), whole(7, 'ttl')

local live = live_count()
local entry = read(id)
remember(id, entry, told, trips, live)

local function answer(lease, wait)
  return { view(id, entry, live), text(lease), text(wait) }
end

if entry.state ~= 'o' then return answer(0, 0) end
local ms = left(entry.ends, entry.length)
if ms > 0 then return answer(0, ms) end

redis.call('ZREMRANGEBYSCORE', LEASES, '-inf', text(now))
redis.call('ZREMRANGEBYSCORE', LEASES, '(' .. text(now + ttl), '+inf')
-- A lease is idempotent: one that was granted too late is found again rather than granted twice.
local mine = redis.call('ZSCORE', LEASES, instance)
if mine then return answer(tonumber(mine), 0) end
if redis.call('ZCARD', LEASES) < slots then
  redis.call('ZADD', LEASES, text(now + ttl), instance)
  keep(LEASES, HOUR)
  return answer(now + ttl, 0)
end
local soonest = tonumber(redis.call('ZRANGE', LEASES, 0, 0, 'WITHSCORES')[2])
return answer(0, math.min(soonest - now, math.max(LONGEST_WAIT_MS, live)))
`

export const lease: Script = {
  name: 'lease',
  sha: '584c1be8b11f4f38927ca6cefe0ef7699f6fc632',
  text: common + leaseLua,
}

const probeLua = `
-- probe(id, instance, number, told, outcome, needed, open, multiplier, longest) -> state, counted
-- What came of a lease. It counts only while the lease lasts; 'ignored' gives it back and decides nothing.

local MOST_BAD = 2

local id, instance = ARGV[2], ARGV[3]
local lease, told, outcome, needed = whole(4, 'number'), whole(5, 'told'), ARGV[6], whole(7, 'needed')
local first, multiplier, longest = whole(8, 'open'), tonumber(ARGV[9]), whole(10, 'longest')

local live = live_count()
local entry = read(id)

local ends = tonumber(redis.call('ZSCORE', LEASES, instance) or 0)
if ends ~= lease or ends <= now then return { view(id, entry, live), '0' } end
redis.call('ZREM', LEASES, instance)
if entry.state ~= 'o' or entry.g ~= told or outcome == 'ignored' then return { view(id, entry, live), '0' } end

if outcome == 'success' then
  entry.ok = entry.ok + 1
  if entry.ok >= needed then close(id, entry, told, live, '') else write(id, entry) end
else
  entry.bad = entry.bad + 1
  -- With one, a single bad prober kept a small fleet shut. The period grows on a trip, not on a probe.
  if entry.bad >= math.min(MOST_BAD, math.max(live, 1)) then
    open(id, entry, told, period(entry.trips, first, multiplier, longest), entry.trips, '')
  else
    write(id, entry)
  end
end
return { view(id, entry, live), '1' }
`

export const probe: Script = {
  name: 'probe',
  sha: 'c87d0dc6f6be97a6b1cc05675971bd8fbf6e7939',
  text: common + probeLua,
}

const forceLua = `
-- force(id, told, state, ms, actor) -> state
-- By an operator's hand: 'open' for so long, 'closed' (nothing is shared) for so long, or 'released'.

local id, told, state, ms, actor = ARGV[2], whole(3, 'told'), ARGV[4], whole(5, 'ms'), ARGV[6]

local live = live_count()
local entry = read(id)
if state == 'open' then
  open(id, entry, told, ms, 0, actor)
elseif state == 'closed' then
  hold(id, entry, told, ms, actor)
else
  entry.trips = 0
  close(id, entry, told, live, actor)
end
return view(id, entry, live)
`

export const force: Script = {
  name: 'force',
  sha: 'bc5c842710a422c18668149fbf09ed580d8e44ee',
  text: common + forceLua,
}

const rightsLua = `-- rights() -> what the user may not do. Each command that the scripts use is tried on a key of its own, by pcall.

local key = KEYS[1]
local missing = {}
local tried = {
  { 'TIME' },
  { 'HSET', key, 'a', '1' }, { 'HGET', key, 'a' }, { 'HINCRBY', key, 'a', 1 }, { 'HDEL', key, 'a' },
  { 'DEL', key },
  { 'ZADD', key, 1, 'a' }, { 'ZCARD', key }, { 'ZSCORE', key, 'a' }, { 'ZRANGE', key, 0, 0 },
  { 'ZRANGEBYSCORE', key, 1, 1 }, { 'ZREM', key, 'a' }, { 'ZREMRANGEBYSCORE', key, 1, 1 },
  { 'PEXPIRE', key, 1000 }, { 'PUBLISH', ARGV[1], 't' }
}
for _, command in ipairs(tried) do
  local reply = redis.pcall(unpack(command))
  if type(reply) == 'table' and reply.err then
    missing[#missing + 1] = string.lower(command[1]) .. ': ' .. reply.err
  end
end
return missing
`

export const rights: Script = {
  name: 'rights',
  sha: '390a8a5d1dbd2c99f79c8b9188e27f35eaa87734',
  text: rightsLua,
}
