import { closedBy } from '../../packages/redis/src/client/verdict.ts'
import { listOf, type News, newsOfReply } from '../../packages/redis/src/protocol/news.ts'
import { Told } from './told.ts'
import { CLOSED, ID, type Instance, OPEN_MS, OWN_MS, PATIENCE_MS, TTL_MS } from './world.ts'

/** One world that can be acted on: each act makes another world, and notes what the stores were asked. */
export class Steps extends Told {
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
