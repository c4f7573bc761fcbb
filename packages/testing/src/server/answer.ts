import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Answer, EchoOutcome, NetworkErrorOutcome, TornOutcome } from '../server-outcome.ts'
import { corsHeaders } from './cors.ts'

/** Plays the answer over the socket of the request. */
export function answerOver(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Exclude<Answer, EchoOutcome>,
): void {
  if (answer.kind === 'network-error') {
    cut(request.socket, answer.cut)
    return
  }
  response.writeHead(answer.status, { ...corsHeaders(request, answer.headers), ...answer.headers })
  if (answer.kind === 'torn') tear(request.socket, response, answer)
  else response.end(answer.body)
}

function tear(socket: Socket, response: ServerResponse, torn: TornOutcome): void {
  // Cut only what has been handed to the kernel; what the process still holds would be lost with the socket.
  response.write(torn.body, () => cut(socket, torn.cut))
}

function cut(socket: Socket, way: NetworkErrorOutcome['cut']): void {
  if (way === 'reset') socket.resetAndDestroy()
  else if (way === 'fin') socket.destroy()
  else socket.end('this is not HTTP\r\n\r\n')
}
