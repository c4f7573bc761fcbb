/** Breakers for HTTP clients, all or by name: `node --conditions=@recloser/source examples/http/main.ts [name]` */
import { setTimeout as wait } from 'node:timers/promises'
import { misbehavingServer } from '@recloser/testing/server'
import { examples } from './examples.ts'

const wanted = process.argv[2]
if (wanted !== undefined && !Object.hasOwn(examples, wanted)) {
  console.error(`there is no example "${wanted}"; there are: ${Object.keys(examples).join(', ')}`)
  process.exit(1)
}

for (const [name, example] of Object.entries(examples)) {
  if (wanted !== undefined && name !== wanted) continue
  console.log(name)
  await using server = await misbehavingServer()
  await using otherServer = await misbehavingServer()
  await example({ server, otherServer, clock: performance, wait, say: line => console.log(`  ${line}`) })
}
