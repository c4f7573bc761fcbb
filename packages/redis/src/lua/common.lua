-- What all scripts share. KEYS: open, live, changed, attention, and for one breaker voices and leases.
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
