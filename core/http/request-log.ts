import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'

/** One line a request: its route, never its address, whose query may hold names and numbers of people. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    const line = { ...routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }
    if (error) request.log.error({ ...line, err: error }, 'request broken off')
    else request.log.info(line, 'request')
  }
}

/** How requests and errors stand in the log. */
export const logSerializers = {
  req: routeOf,
  err: errorInLog,
  // The reader of uploads tells its options when everything is traced, and all headers with the caller's token among them.
  busboyOptions: ({ limits }: { limits: unknown }) => ({ limits }),
}

function routeOf(request: FastifyRequest): { method: string; route: string | null } {
  return { method: request.method, route: request.routeOptions?.url ?? null }
}

type ErrorLine = { type: string; message: string; stack: string; [key: string]: unknown }

/** PostgreSQL repeats values of the row in its errors: of those, only what names the rule and the place stays. */
function errorInLog(error: Error & { severity?: string; code?: string }): ErrorLine {
  const { name, message, stack = '', code } = error
  if (error.severity === undefined) return { type: name, code, message, stack }
  const { constraint, schema, table, column, routine } = error as unknown as Record<string, unknown>
  const places = stack.split('\n').filter(line => line.startsWith('    at '))
  return {
    type: 'DatabaseError',
    message: `database error ${code}`,
    code,
    constraint,
    schema,
    table,
    column,
    routine,
    stack: places.join('\n'),
  }
}
