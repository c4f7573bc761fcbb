-- rights() -> what the user may not do. Each command that the scripts use is tried on a key of its own, by pcall.

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
