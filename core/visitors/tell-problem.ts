import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { letSenderFinish, problemOf } from '../http/errors.ts'
import { problemBody, problemType } from '../http/problem-body.ts'
import { Problem } from '../problem.ts'
import { everywhere } from './policy.ts'
import { problemPage, problemPolicy, problemWords, statusWithPage, type WayOn } from './problem-page.ts'
import type { ProblemStatus } from './visit.ts'

/** Of these the page says what there is to say: what is wrong within is for the log. */
const saysItself: readonly number[] = [400, 404, 429, 500, 503]

/** Every error leaves as a page that people can read, or as RFC 9457 where a script asked. */
export function tellVisitors(server: FastifyInstance): void {
  server.setNotFoundHandler((request, reply) => tellProblem(request, reply, { status: 404 }))
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    letSenderFinish(request)
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'visit failed')
    return tellProblem(request, reply, { status: problem.status, problem })
  })
}

/** What never reaches a route reaches no hook either. */
export function tellFrameworkErrorToVisitor(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  tellProblem(request, reply.headers(everywhere), { status: problemOf(error).status })
}

type Told = { status: number; problem?: Problem; sentence?: string }

export function tellProblem(request: FastifyRequest, reply: FastifyReply, told: Told): FastifyReply {
  const { status, problem } = told
  if (status === 503) reply.header('retry-after', '2')
  reply.code(status).headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
  if (wantsJson(request)) return reply.type(problemType).send(problemBody(problem ?? asProblem(told)))
  const said = told.sentence ?? (saysItself.includes(status) ? undefined : problem?.message)
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', problemPolicy)
    .send(problemPage(statusWithPage(status), { sentence: said, waysOn: waysOn(request, statusWithPage(status)) }))
}

/** Whether a script asks: it sends JSON, or says that it takes that and no page. */
export function wantsJson({ headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? ''
  return headers['content-type']?.startsWith('application/json') === true || (accept.includes('json') && !accept.includes('text/html'))
}

function asProblem({ status, sentence }: Told): Problem {
  const { code, sentence: usual } = problemWords[statusWithPage(status)]
  return new Problem(status, code, sentence ?? usual)
}

/** To the site that the address is in, where it is in one and that is not what does not open. */
function waysOn({ params, url }: FastifyRequest, status: ProblemStatus): WayOn[] {
  const { tenant, site } = (params ?? {}) as { tenant?: string; site?: string }
  if (!tenant || !site || status === 410) return []
  const home = `/${encodeURIComponent(tenant)}/${encodeURIComponent(site)}/`
  const path = url.split('?')[0]!
  const signIn = status === 401 ? [{ title: '登录', href: `/-/login?to=${encodeURIComponent(path)}` }] : []
  return path === home && status === 404 ? signIn : [...signIn, { title: '返回网站首页', href: home }]
}
