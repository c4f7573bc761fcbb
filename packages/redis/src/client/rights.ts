/** What the user of the store needs, as `ACL SETUSER` takes it. */
export const ACL_LINE =
  '~{recloser:* &{recloser:* +evalsha +eval +time +hget +hset +hdel +hincrby +pexpire +zadd +zcard +zrem +zremrangebyscore +zrangebyscore +zscore +zrange +del +publish +subscribe +ping +hello +info'

/** The store's user lacks a right, which sharing would miss only on the day when it is needed. */
export class FleetRightsError extends Error {
  override readonly name = 'FleetRightsError'
  readonly code = 'ERR_FLEET_RIGHTS'
  /** What is missing, in the server's words. */
  readonly missing: readonly string[]

  constructor(missing: readonly string[]) {
    super(`the Redis user lacks rights: ${missing.join('; ')}. Grant them: ACL SETUSER <user> ${ACL_LINE}`)
    this.missing = missing
  }
}

/** Whether the server refused for want of a right. */
export const isRightsError = (error: unknown): error is Error =>
  error instanceof Error && /NOPERM|no permissions/i.test(error.message)
