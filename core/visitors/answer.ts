import type { FastifyReply, FastifyRequest } from 'fastify'
import { acceptedEncoding, isUnchanged } from './accepted.ts'
import type { Prepared, Ready } from './prepared.ts'
import { tellProblem } from './tell-problem.ts'
import type { Answer } from './visit.ts'

export function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  if ('prepared' in answer) return sendPrepared(request, reply, answer.prepared, answer)
  if ('problem' in answer) return tellProblem(request, reply, { status: answer.problem, sentence: answer.sentence })
  reply.header('cache-control', 'no-store')
  if ('redirect' in answer) return reply.redirect(answer.redirect, answer.status ?? 303)
  reply.code(answer.status ?? 200)
  if ('json' in answer)
    return reply
      .headers(answer.headers ?? {})
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(answer.json))
  return reply
    .type(answer.type)
    .headers(answer.headers ?? {})
    .send(answer.body)
}

type Saying = { status?: number; headers?: Record<string, string> }

/** Sends it in the encoding that the client takes, or tells that it has it already. */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  prepared: Prepared,
  { status = 200, headers }: Saying = {},
): FastifyReply {
  const encoding = acceptedEncoding(request.headers['accept-encoding'])
  const isPlain = status === 200 && headers === undefined && request.method === 'GET' && request.headers['if-none-match'] === undefined
  if (isPlain) return sendReady(request, reply, prepared.replies[encoding] ?? prepared.replies.identity)
  reply.headers(prepared.headers).header('etag', prepared.etag)
  if (headers) reply.headers(headers)
  if (status === 200 && isUnchanged(request.headers['if-none-match'], prepared.etag)) return reply.code(304).send()
  const compressed = encoding === 'identity' ? undefined : prepared[encoding]
  if (compressed) reply.header('content-encoding', encoding)
  return reply.code(status).send(compressed ?? prepared.body)
}

/** Of a reply that is ready only what belongs to this request is still to be said. */
function sendReady(request: FastifyRequest, reply: FastifyReply, { head, sent }: Ready): FastifyReply {
  const connection = reply.getHeader('connection')
  const own = connection === undefined ? ['x-request-id', request.id] : ['x-request-id', request.id, 'connection', String(connection)]
  reply.hijack()
  reply.raw.writeHead(200, head.concat(own))
  reply.raw.end(sent, 'latin1')
  return reply
}
