/** Circuit breakers around any async function: `node --conditions=@recloser/source examples/general/main.ts` */
import { setTimeout as wait } from 'node:timers/promises'
import { controlByHand } from './control-by-hand.ts'
import { manyBreakers } from './many-breakers.ts'
import { tripAndRecover } from './trip-and-recover.ts'
import type { World } from './world.ts'

const world: World = { clock: performance, wait, say: line => console.log(`  ${line}`) }

console.log('One breaker')
await tripAndRecover(world)
console.log('Control by hand')
await controlByHand(world)
console.log('Many breakers')
await manyBreakers(world)
