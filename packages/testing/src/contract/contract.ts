import { aborts } from './cases/aborts.ts'
import { answers } from './cases/answers.ts'
import { crowd } from './cases/crowd.ts'
import { errors } from './cases/errors.ts'
import { fallbacks } from './cases/fallbacks.ts'
import { hosts } from './cases/hosts.ts'
import { installation } from './cases/installation.ts'
import { options } from './cases/options.ts'
import { probes } from './cases/probes.ts'
import { rejections } from './cases/rejections.ts'
import { retries } from './cases/retries.ts'
import { routing } from './cases/routing.ts'
import { transparency } from './cases/transparency.ts'
import { trips } from './cases/trips.ts'
import { verdicts } from './cases/verdicts.ts'
import { waits } from './cases/waits.ts'
import type { ContractClient } from './client.ts'
import type { Definition, Theme } from './definition.ts'
import type { ContractPlace } from './place.ts'
import { Scene } from './scene.ts'

/** A case to run, or, where client or place cannot, the reason why it is not here. */
export type ContractCase =
  | { readonly name: string; readonly run: () => Promise<void>; readonly notHere?: undefined }
  | { readonly name: string; readonly notHere: string; readonly run?: undefined }

const themes: readonly Theme[] = [
  answers,
  errors,
  transparency,
  aborts,
  trips,
  rejections,
  probes,
  waits,
  hosts,
  routing,
  options,
  fallbacks,
  verdicts,
  retries,
  installation,
  crowd,
]

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
