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
