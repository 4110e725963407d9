import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { currentWork } from '../current-work.ts'
import { againAfterDeadlock } from '../database/again-after-deadlock.ts'
import type { Database } from '../database/database.ts'
import type { Json } from '../declarations/model.ts'
import type { EngineOf } from '../own-fields/tenant-engine.ts'
import type { Caller } from '../permissions/access.ts'
import type { FieldProblem } from '../problem.ts'
import { invalid, notFound } from '../records/problems.ts'
import { readQueryString } from '../records/query-string.ts'
import { isUuid } from '../records/relations.ts'
import { validatorFor } from '../records/validate.ts'
import { onceForKey } from './idempotency.ts'
import { keepBody } from './kept-body.ts'
import type { Asked, Operation, Reply } from './operation.ts'
import type { CountRequest } from './rates.ts'
import { refuseTooDeep } from './refuse-too-deep.ts'

/** The steps before an operation runs; each is one function with one file. */
export type Steps = {
  database: Database
  engineOf: EngineOf
  count: CountRequest
  /** session -> who asks. @throws when an operation needs someone signed in and nobody is */
  identify(request: FastifyRequest, operation: Operation): Promise<Caller>
  /** tenant -> plugin gate -> menu gate. */
  admit(caller: Caller, operation: Operation, request: FastifyRequest): Promise<void>
}

/** Makes a route of every operation: HTTP -> session -> tenant -> plugin gate -> operation -> reply. */
export function serveOperations(app: FastifyInstance, operations: Operation[], steps: Steps): void {
  for (const operation of operations)
    app.route({
      method: operation.method,
      config: operation.perMinute ? { rateLimit: { max: operation.perMinute, timeWindow: 60_000 } } : {},
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      ...(operation.keepsBody ? { preParsing: keepBody } : {}),
      handler: (request, reply) =>
        currentWork.run({ kind: 'request', requestId: request.id, route: `${operation.method} ${operation.path}` }, async () => {
          const caller = await identified(request, reply, operation, steps)
          await steps.admit(caller, operation, request)
          const answer = await perform(operation, await askedOf(operation, request, caller, steps), steps.database)
          return send(reply, answer, operation)
        }),
    })
}

/** Who asks, counted; whoever comes with a token that opens nothing is counted by his address. */
async function identified(request: FastifyRequest, reply: FastifyReply, operation: Operation, steps: Steps): Promise<Caller> {
  const caller = await steps.identify(request, operation).catch(async error => {
    await steps.count(request, reply, undefined)
    throw error
  })
  await steps.count(request, reply, caller)
  return caller
}

async function askedOf(operation: Operation, request: FastifyRequest, caller: Caller, steps: Steps): Promise<Asked> {
  const parameters = request.params as Record<string, string>
  if (parameters['id'] !== undefined && !isUuid(parameters['id'])) throw notFound()
  const query = readQueryString(request.url.split('?')[1] ?? '')
  refuseTooDeep(request.body)
  if (operation.body && !operation.bodyCheckedByEngine) refuseWrongBody(operation.body, request.body)
  const engine = await steps.engineOf(caller.tenantId)
  return {
    caller,
    engine,
    parameters,
    query,
    // Nothing said is an empty object, here as where the schema was asked.
    body: operation.body && !operation.bodyCheckedByEngine ? (request.body ?? {}) : request.body,
    headers: request.headers as Record<string, string | undefined>,
    raw: request,
  }
}

function refuseWrongBody(schema: Json, body: unknown): void {
  const validate = validatorFor(schema)
  if (validate(body ?? {})) return
  const problems = (validate.errors ?? []).map((error): FieldProblem => {
    const missing = error.params['missingProperty'] ?? error.params['additionalProperty']
    const pointer = missing ? `${error.instancePath}/${missing}` : error.instancePath
    const what = error.keyword === 'required' ? '缺少这一项' : error.keyword === 'additionalProperties' ? '没有这一项' : '内容不符合要求'
    return { pointer, code: error.keyword, detail: what }
  })
  throw invalid(undefined, problems)
}

async function perform(operation: Operation, asked: Asked, database: Database): Promise<Reply> {
  if ('read' in operation) return operation.read(asked)
  const once = () =>
    database.transaction(asked.caller.tenantId, transaction =>
      onceForKey(transaction, asked, `${operation.method} ${operation.path}`, own => operation.write(asked, own)),
    )
  // What a form brings is read once.
  return operation.multipart ? once() : againAfterDeadlock(once)
}

function send(reply: FastifyReply, answer: Reply, operation: Operation): FastifyReply {
  reply.code(answer.status ?? operation.status ?? (answer.body === undefined ? 204 : 200))
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  return reply.send(answer.body)
}
