/**
 * What a case may need that not every client and place has. Who has it not says why, and the case is listed with that
 * reason instead of being run.
 *
 * Of clients:
 * - `retry`: a retry plugin
 * - `own-timeout`: a time-out of the client's own, apart from `AbortSignal.timeout`
 * - `any-reason`: aborts whose reason is no error
 * - `no-retried-rejections`: a retry plugin that by its own rules leaves rejections alone
 * - `uninstall`: taking the breakers off a client again
 * - `install-twice`: the same breakers twice in one client, admitting each call once
 *
 * Of places:
 * - `codes`: network errors have a code, as in Node
 * - `no-codes`: there are network errors without one, as in pages and under MSW
 * - `chosen-codes`: the code is the one that the plan says
 * - `cuts`: connections end by reset, by FIN, or with an answer that is not HTTP, as the plan says
 * - `torn`: bodies break off
 * - `cors`: responses that a page may not read
 * - `names`: the two servers have names below one domain
 */
export type ContractAbility =
  | 'retry'
  | 'own-timeout'
  | 'any-reason'
  | 'no-retried-rejections'
  | 'uninstall'
  | 'install-twice'
  | 'codes'
  | 'no-codes'
  | 'chosen-codes'
  | 'cuts'
  | 'torn'
  | 'cors'
  | 'names'
