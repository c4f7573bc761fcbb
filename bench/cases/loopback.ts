import { combinations, type Send } from '../clients.ts'

/** A request over real sockets. */
export const cases: Readonly<Record<string, (url: string) => Promise<Send>>> = combinations(
  (client, guarding) => async (url: string) => client({ url }, await guarding()),
)
