import { findCase, serve } from '../harness/serve.ts'

/** Measures the first import of a package in a process: of its files, not of finding them. */
const [file = '', name = ''] = process.argv.slice(2)
const specifier = await findCase<string>(file, name)
const url = import.meta.resolve(specifier)

serve(async () => {
  // The loader's own first time, of either kind of file, is nobody's.
  for (const own of ['random.ts', 'warm-up.js']) await import(`../harness/${own}`)
  const start = performance.now()
  await import(url)
  return { ms: performance.now() - start }
})
