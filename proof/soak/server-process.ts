import { byRoute } from '@recloser/testing'
import { misbehavingServer } from '@recloser/testing/server'
import { KINDS, type KindName, kindNames } from './kinds.ts'

/** What one server has seen since it was last asked. */
export type Tally = Readonly<Record<KindName, number>>

// In a process of their own, the servers' memory and handles are not taken for the clients'.
const plan = byRoute(Object.fromEntries(kindNames.map(name => [`/${name}`, KINDS[name].server])))
const servers = await Promise.all([1, 2, 3].map(async () => misbehavingServer(plan)))

/** Counts and forgets, or an hour's log would fill the memory. Whatever still hangs has no caller any more. */
const tallies = (): Tally[] =>
  servers.map(server => {
    const seen = server.log.map(({ path }) => path.slice(1))
    server.reset()
    return Object.fromEntries(
      kindNames.map(name => [name, seen.filter(path => path === name).length]),
    ) as Tally
  })

process.on('message', () => process.send?.(tallies()))
process.on('disconnect', () => process.exit())
process.send?.(servers.map(({ url }) => url))
