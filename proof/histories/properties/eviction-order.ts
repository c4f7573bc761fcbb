import { CircuitBreakerManager } from '@recloser/core'
import fc from 'fast-check'
import { must, type Target, target } from '../../fuzz/target.ts'

export const order: Target = target(
  'eviction order',
  'those that nobody calls make room in the order of their making, and what is called at every turn stays',
  fc.tuple(fc.integer({ min: 3, max: 12 }), fc.integer({ min: 1, max: 60 })),
  ([maxBreakers, misses]) => {
    const manager = new CircuitBreakerManager({ maxBreakers })
    const call = () => {
      const popular = manager.getOrCreate('popular')
      popular.settle(popular.acquire(), 'success')
    }
    const made = Array.from({ length: maxBreakers - 1 + misses }, (_, index) => `host ${index}`)
    made.forEach((name, index) => {
      if (index > 0) call()
      manager.getOrCreate(name)
    })
    const kept = [...manager].map(({ name }) => name).sort()
    must(kept.join() === ['popular', ...made.slice(1 - maxBreakers)].sort().join(), 'the last are kept', kept)
  },
)
