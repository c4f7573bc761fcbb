import type { Maker } from '../harness/case.ts'
import { findCase, serve } from '../harness/serve.ts'

/** Measures what so many breakers weigh, and how long they took to make. */
const [file = '', name = '', count = '10000'] = process.argv.slice(2)

const make = await findCase<Maker>(file, name)
const { gc } = globalThis
if (gc === undefined) throw new Error('start with --expose-gc')

const heapUsed = (): number => {
  gc()
  gc()
  return process.memoryUsage().heapUsed
}

// Made before, so that the names do not count; and a few breakers, so that neither modules nor classes do.
const names = Array.from({ length: Number(count) }, (_, i) => `host-${i}.example.com`)
await make(names.slice(0, 20))

serve(async () => {
  const before = heapUsed()
  const start = performance.now()
  const held = await make(names)
  const ms = performance.now() - start
  const bytes = (heapUsed() - before) / names.length
  // Holds on to them until here.
  if (held === undefined) throw new Error('nothing was made')
  return { bytes, ms }
})
