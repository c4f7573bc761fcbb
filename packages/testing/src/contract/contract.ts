import { answers } from './cases/answers.ts'
import type { ContractClient } from './client.ts'
import type { Definition, Theme } from './definition.ts'
import type { ContractPlace } from './place.ts'
import { Scene } from './scene.ts'

/** A case to run, or, where client or place cannot, the reason why it is not here. */
export type ContractCase =
  | { readonly name: string; readonly run: () => Promise<void>; readonly notHere?: undefined }
  | { readonly name: string; readonly notHere: string; readonly run?: undefined }

const themes: readonly Theme[] = [answers]

/**
 * What every adapter must hold to, as cases for one client in one place. Needs no test runner: a case rejects with an
 * `Error` that says what did not hold. Run them one after the other, since they share the place's servers.
 *
 * ```ts
 * for (const { name, run } of contract({ client, place }).filter(({ run }) => run)) it(name, run)
 * ```
 */
export function contract({
  client,
  place,
}: {
  client: ContractClient
  place: ContractPlace
}): ContractCase[] {
  return themes
    .flatMap(theme => theme(client))
    .map(definition => {
      const { name } = definition
      const notHere = whyNot(definition, client, place)
      return notHere === undefined
        ? { name, run: () => runCase(definition, new Scene(client, place)) }
        : { name, notHere }
    })
}

function whyNot({ needs }: Definition, client: ContractClient, place: ContractPlace): string | undefined {
  const reasons = needs.map(need => client.cannot?.[need] ?? place.cannot?.[need])
  return reasons.find(reason => reason !== undefined)
}

async function runCase(definition: Definition, scene: Scene): Promise<void> {
  await scene.open()
  try {
    await definition.run(scene)
    await scene.check()
  } finally {
    await scene.close()
  }
}
