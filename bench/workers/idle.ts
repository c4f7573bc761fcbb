import { createHook } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Maker } from '../harness/case.ts'
import { findCase, serve } from '../harness/serve.ts'

/** Counts the timers of so many breakers, and the CPU they take while nobody calls. */
const [file = '', name = '', count = '10000', idleMs = '2000'] = process.argv.slice(2)

const make = await findCase<Maker>(file, name)
const names = Array.from({ length: Number(count) }, (_, i) => `host-${i}.example.com`)

serve(async () => {
  // By hook, since a list of what keeps the process alive leaves out timers that do not.
  const live = new Set<number>()
  const hook = createHook({
    init: (id, type) => void (type === 'Timeout' && live.add(id)),
    destroy: id => void live.delete(id),
  }).enable()
  const held = await make(names)
  hook.disable()
  await wait(200)
  const before = process.cpuUsage()
  const start = performance.now()
  await wait(Number(idleMs))
  const { user, system } = process.cpuUsage(before)
  const percent = (100 * (user + system)) / 1_000 / (performance.now() - start)
  if (held === undefined) throw new Error('nothing was made')
  return { timers: live.size / names.length, percent }
})
