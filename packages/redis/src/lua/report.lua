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
