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
