import type { Problem } from '../problem.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** A problem as RFC 9457 writes it. */
export function problemBody(problem: Problem): string {
  return JSON.stringify({
    type: `https://dangjian.cloud/problems/${problem.code}`,
    title: problem.code,
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors ? { errors: problem.errors } : {}),
  })
}
