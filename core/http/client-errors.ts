import type { Socket } from 'node:net'
import { defineProblem, type Problem } from '../problem.ts'
import { badRequest } from './errors.ts'
import { problemBody, problemType } from './problem-body.ts'

const headTooLarge = defineProblem('request.head-too-large', 431, '请求的地址或请求头太长')
const tooSlowToArrive = defineProblem('request.timeout', 408, '请求没有在规定时间内发送完')

/** What is no HTTP, is too long in its head or does not arrive in time has no request yet: answered on the socket, which is then closed. */
export function tellClientError(error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
  // Whoever has gone hears nothing.
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = problemOf(error.code)
  const body = problemBody(problem)
  // Who asks for the head alone takes a body for rubbish, and hears nothing at all.
  const isHead = Buffer.isBuffer(error.rawPacket) && error.rawPacket.toString('latin1', 0, 5) === 'HEAD '
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${problem.status} Refused\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${isHead ? '' : body}`,
    )
  socket.destroySoon()
}

function problemOf(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return headTooLarge()
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? tooSlowToArrive() : badRequest()
}
