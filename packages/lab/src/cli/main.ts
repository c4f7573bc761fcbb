#!/usr/bin/env node
import { run } from './run.ts'

// A reader that has seen enough, as `head` has, is no error.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
})
process.exitCode = await run(process.argv.slice(2), process)
