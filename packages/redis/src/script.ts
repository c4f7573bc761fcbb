/** A Lua script that runs inside the server. */
export interface Script {
  readonly name: 'beat' | 'report' | 'lease' | 'probe' | 'force' | 'rights'
  /** SHA-1 of the text, by which the server knows it: also its version. */
  readonly sha: string
  readonly text: string
}
