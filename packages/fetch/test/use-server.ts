import { ok } from '@recloser/testing'
import { type MisbehavingServer, misbehavingServer } from '@recloser/testing/server'
import { afterAll, beforeAll, beforeEach } from 'vitest'

/** A real server for the tests of a file, as good as new for each. */
export const useServer = (): (() => MisbehavingServer) => {
  let server: MisbehavingServer
  beforeAll(async () => {
    server = await misbehavingServer()
  })
  beforeEach(() => {
    server.plan = ok
    server.reset()
  })
  afterAll(() => server.close())
  return () => server
}
