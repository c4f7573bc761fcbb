import { closedBy, toldOf } from '../../packages/redis/src/client/verdict.ts'
import { listOf, type News, newsOfReply } from '../../packages/redis/src/protocol/news.ts'
import type { Script } from '../../packages/redis/src/script.ts'
import { type Ran, runOn } from './store-call.ts'
import type { Subject } from './subject.ts'
import {
  CLOSED,
  ID,
  type Instance,
  OPEN_MS,
  type Operation,
  OWN_MS,
  PATIENCE_MS,
  type Size,
  TTL_MS,
  type World,
} from './world.ts'

/** One world that can be acted on: each act makes another world, and notes what the stores were asked. */
export class Steps {
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

  /** A call: admitted by the circuit alone, or on its way to the store, or rejected. */
  call(index: number): void {
    const { circuit, verdict, probe, isLost } = this.instance(index)
    if (!circuit.isOpen || probe !== undefined || this.world.now < circuit.until) return
    const decides = this.subject.whoDecides(verdict, this.world.now, isLost, PATIENCE_MS)
    if (decides === 'circuit') this.#admit(index, 'own')
    if (decides === 'store') this.ask(index)
  }

  ask(index: number): void {
    if (
      this.world.operations.some(({ kind, from, isWaited }) => kind === 'lease' && from === index && isWaited)
    )
      return
    const { generation, trips } = this.instance(index).verdict
    const args = [ID, `i${index}`, generation, trips, this.size.slots, TTL_MS].map(String)
    this.send({ kind: 'lease', from: index, args, isWaited: true })
  }

  send(operation: Operation): void {
    this.world = { ...this.world, operations: [...this.world.operations, operation] }
  }

  /** What a probe has come to. */
  end(index: number, isGood: boolean): void {
    const { probe, circuit, verdict, isLost } = this.instance(index)
    if (probe === undefined) return
    const decides = this.subject.whoDecides(verdict, this.world.now, isLost, PATIENCE_MS)
    const reopened = {
      ...circuit,
      isOpen: true,
      until: Math.max(circuit.askedUntil, this.world.now + OWN_MS),
    }
    this.change(index, {
      probe: undefined,
      // The fleet needs as many successes as a circuit alone: so many that none closes before it.
      circuit: isGood ? (probe === 'own' ? CLOSED : circuit) : reopened,
      verdict: isGood && probe === 'own' ? closedBy(verdict, decides) : verdict,
    })
    if (probe !== 'own') this.tell(index, probe, isGood ? 'success' : 'failure')
  }

  tell(index: number, { number, generation }: { number: number; generation: number }, outcome: string): void {
    const args = [ID, `i${index}`, number, generation, outcome, this.size.needed, OPEN_MS, 1, OPEN_MS].map(
      String,
    )
    this.send({ kind: 'probe', from: index, args, isWaited: true })
  }

  /** The store does what it was asked, maybe long ago. */
  execute(at: number): void {
    const operation = this.world.operations[at]
    if (operation === undefined) return
    this.world = { ...this.world, operations: this.world.operations.toSpliced(at, 1) }
    const { kind, from, args, isWaited } = operation
    const reply = listOf(this.run(kind, from, args))
    const { news } = newsOfReply(reply[0])
    if (kind === 'probe') this.hear(from, news)
    else this.#granted(from, news, Number(reply[1]), isWaited)
  }

  #granted(index: number, news: News, number: number, isWaited: boolean): void {
    if (isWaited) this.hear(index, news)
    if (number === 0) return
    const lease = { number, generation: news.generation }
    const { probe } = this.instance(index)
    if (isWaited) {
      // A circuit that has moved on meanwhile admits nothing: the lease goes back.
      if (probe === undefined && this.#isDue(index)) this.#admit(index, lease)
      else this.tell(index, lease, 'ignored')
      return
    }
    const isUsed = typeof probe === 'object' && probe.number === number
    const isAsking = this.world.operations.some(
      one => one.kind === 'lease' && one.from === index && one.isWaited,
    )
    if (!isUsed && !isAsking && this.subject.givesLateLeasesBack) this.tell(index, lease, 'ignored')
  }

  #isDue(index: number): boolean {
    const { circuit } = this.instance(index)
    return circuit.isOpen && this.world.now >= circuit.until
  }

  #admit(index: number, probe: Instance['probe']): void {
    const { circuit } = this.instance(index)
    if (this.world.now < circuit.askedUntil || !this.#isDue(index)) this.hasForced = true
    this.change(index, { probe })
  }
}
