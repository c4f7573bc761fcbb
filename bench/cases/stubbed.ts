import { combinations } from '../clients.ts'
import { type Cases, each } from '../harness/case.ts'

/** A request whose answer comes at once: what the client costs, and what the breaker adds. */
export const cases: Cases = combinations(
  (client, guarding) => async () =>
    each(
      await client({ url: 'https://api.example.com/users/7', stub: new Response(null) }, await guarding()),
    ),
)
