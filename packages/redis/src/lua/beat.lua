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
