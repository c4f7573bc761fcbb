import { restore, toSnapshot } from '@recloser/core'
import type { HttpBreakers } from '@recloser/fetch'
import { backends } from './backends/backends.ts'
import { type Fault, faults } from './backends/faults.ts'
import { allKept, type Kept, restoreKept } from './last-good.ts'

/** What outlives a reload of this tab. */
interface Session {
  /** Of `toSnapshot(manager)`; `restore` looks at it with care. */
  readonly breakers: unknown
  readonly kept: readonly (readonly [url: string, answer: Kept])[]
  /** What stands for the outside world, which a reload does not mend. */
  readonly faults: Readonly<Record<string, Fault>>
}

const key = 'layover'

/** Keeps the session when the page goes. */
export function keepSession({ manager }: HttpBreakers): void {
  addEventListener('pagehide', () => {
    const session: Session = {
      breakers: toSnapshot(manager),
      kept: allKept(),
      faults: Object.fromEntries(backends.map(({ host, fault }) => [host, fault.get()])),
    }
    sessionStorage.setItem(key, JSON.stringify(session))
  })
}

/** Goes on where the page before left off. */
export function restoreSession({ manager }: HttpBreakers): void {
  const session = read()
  if (session === undefined) return
  restore(manager, session.breakers)
  restoreKept(session.kept)
  for (const { host, fault } of backends) {
    const earlier = session.faults[host]
    if (earlier !== undefined && Object.hasOwn(faults, earlier)) fault.set(earlier)
  }
}

function read(): Session | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
