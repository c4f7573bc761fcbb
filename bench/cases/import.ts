/** What is imported first in a process. `nothing` is a file of one line: the price of any import. */
export const cases: Readonly<Record<string, string>> = {
  nothing: '../harness/empty.js',
  recloser: '@recloser/core',
  cockatiel: 'cockatiel',
  opossum: 'opossum',
  mollitia: 'mollitia',
}
