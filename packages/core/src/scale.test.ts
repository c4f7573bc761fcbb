import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../test/scale-program.ts', import.meta.url))

it('100 000 breakers and a million calls leave no timer, listener or handle, and the process exits', async () => {
  const args = ['--conditions=@recloser/source', program]
  // A timer left behind would keep the process from exiting, and the time-out would end it with an error.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 })
  expect(JSON.parse(stdout)).toEqual({ total: 100_000, totalRequests: 1_001_000, inFlight: 0, left: 0 })
}, 60_000)
