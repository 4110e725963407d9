import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDeadlock } from '../database/again-after-deadlock.ts'
import { isPastTimeLimit, isUnreachable } from '../database/unreachable.ts'
import { isOutOfSpace, storageFull } from '../files/out-of-space.ts'
import { defineProblem, Problem } from '../problem.ts'
import { badQuery } from '../records/problems.ts'
import { problemBody, problemType } from './problem-body.ts'

const noRoute = defineProblem('request.no-such-address', 404, '没有这个地址')
export const badRequest = defineProblem('request.malformed', 400, '请求的格式不对')
const tooLarge = defineProblem('request.too-large', 413, '请求的内容太大')
const badType = defineProblem('request.media-type', 415, '不支持这种内容类型')
const busy = defineProblem('server.busy', 503, '系统繁忙，请稍后再试')
export const tooOften = defineProblem('request.too-often', 429, '操作太频繁，请稍后再试')
const tooSlow = defineProblem('request.too-slow', 503, '处理用时太长，已停止，没有作任何改动；请缩小范围后再试')
const failed = defineProblem('server.failed', 500, '系统出错了，已记录下来，请稍后再试')

/** Every error leaves as RFC 9457; what was no caller's fault is logged with the request's id and told without details. */
export function tellErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => tell(reply, noRoute()))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    letSenderFinish(request)
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
    return tell(reply, problem)
  })
}

/** What never reaches a route, such as an address that cannot be decoded. */
export function tellFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  tell(reply, problemOf(error))
}

/** Of what is refused half way the rest is taken and thrown away: unread, it would hold the connection and its next request up. */
export function letSenderFinish({ raw }: FastifyRequest): void {
  if (raw.complete) return
  raw.unpipe()
  raw.resume()
}

/** What an error is to whoever asked. */
export function problemOf(error: FastifyError & { code?: string }): Problem {
  if (error instanceof Problem) return error
  const { statusCode, code = '' } = error
  // Class 22 is what PostgreSQL says of values it cannot read: a forged cursor, a number out of range.
  if (/^22...$/.test(code)) return badQuery('查询条件中有无法识别的值')
  if (isOutOfSpace(error)) return storageFull()
  if (isPastTimeLimit(error)) return tooSlow()
  if (isUnreachable(error) || isDeadlock(error)) return busy()
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge()
  if (statusCode === 415) return badType()
  if (statusCode === 429) return tooOften()
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return badRequest()
  return failed()
}

function tell(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.status === 503) reply.header('retry-after', '2')
  return reply.code(problem.status).header('x-request-id', reply.request.id).type(problemType).send(problemBody(problem))
}
