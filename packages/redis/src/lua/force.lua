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
