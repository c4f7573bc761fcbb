import { toldOf } from '../../packages/redis/src/client/verdict.ts'
import { listOf, type News, newsOfReply } from '../../packages/redis/src/protocol/news.ts'
import type { Script } from '../../packages/redis/src/script.ts'
import { type Ran, runOn } from './store-call.ts'
import type { Subject } from './subject.ts'
import { ID, type Instance, OPEN_MS, type Operation, type Size, type World } from './world.ts'

/** One world that can be acted on: what its stores are told, and what its instances hear. */
export abstract class Told {
  world: World
  readonly subject: Subject
  readonly size: Size
  readonly ran: Ran[] = []
  /** Whether a probe was admitted though its time had not come. */
  hasForced = false

  constructor(world: World, subject: Subject, size: Size) {
    this.world = world
    this.subject = subject
    this.size = size
  }

  instance(index: number): Instance {
    const found = this.world.instances[index]
    if (found === undefined) throw new Error(`there is no instance ${index}`)
    return found
  }

  change(index: number, change: Partial<Instance>): void {
    const instances = this.world.instances.map((one, other) =>
      other === index ? { ...one, ...change } : one,
    )
    this.world = { ...this.world, instances }
  }

  /** Runs a script at the instance's store, now. */
  run(name: Script['name'], from: number, args: readonly string[]): unknown {
    const { store } = this.instance(from)
    const before = this.world.stores[store]
    if (before === undefined) throw new Error(`there is no store ${store}`)
    const now = this.world.now + (this.world.offsets[store] ?? 0)
    const { data, reply, published } = runOn(before, name, args, now)
    this.ran.push({ name, store, now, args, reply })
    const stores = this.world.stores.map((one, other) => (other === store ? data : one))
    const instances = this.world.instances.map(one =>
      one.store === store && !one.isLost ? { ...one, inbox: [...one.inbox, ...published] } : one,
    )
    this.world = { ...this.world, stores, instances }
    return reply
  }

  hear(index: number, news: News): void {
    const { verdict, circuit, told } = this.instance(index)
    const next = this.subject.hear(verdict, news, this.world.now)
    this.change(index, { told: Math.max(told, news.generation) })
    if (next === verdict) return
    const opened = {
      ...circuit,
      isOpen: true,
      until: Math.max(circuit.isOpen ? circuit.until : 0, next.until),
    }
    const back = circuit.isOpen ? this.subject.wake(circuit, this.world.now) : circuit
    this.change(index, { verdict: next, circuit: next.state === 'open' ? opened : back })
  }

  beat(index: number): void {
    const { told } = this.instance(index)
    const [, , , ...changes] = listOf(this.run('beat', index, [`i${index}`, '0', String(told), '1']))
    for (const change of changes) this.hear(index, newsOfReply(listOf(change).slice(1)).news)
  }

  /** Asks for attention, or speaks while there is. Without a fault in between it is answered at once. */
  report(index: number, failures: number): void {
    const { verdict } = this.instance(index)
    const asks = verdict.state === 'open' ? 2 : 1
    const counts = [failures, failures, failures === 0 ? asks : 0, 0.5, 4, OPEN_MS, 1, OPEN_MS]
    const reply = this.run('report', index, [ID, `i${index}`, String(toldOf(verdict)), ...counts.map(String)])
    this.hear(index, newsOfReply(reply).news)
  }

  send(operation: Operation): void {
    this.world = { ...this.world, operations: [...this.world.operations, operation] }
  }
}
