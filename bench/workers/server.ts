import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers everything with a little JSON and keeps connections alive, until the one that started it goes. */
const body = JSON.stringify({ id: 7, name: 'Ada' })
const headers = { 'content-type': 'application/json', 'content-length': body.length }
const server = createServer((_request, response) => response.writeHead(200, headers).end(body))
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit(0))
