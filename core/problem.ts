/** One field's mistake in a request, told in Chinese to the person who made it. */
export type FieldProblem = { pointer: string; code: string; detail: string }

/** An error that a caller is told of: RFC 9457, with a stable code. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors?: FieldProblem[]

  constructor(status: number, code: string, detail: string, errors?: FieldProblem[]) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.errors = errors
  }
}

type ProblemKind = { status: number; code: string; detail: string }

const kinds = new Map<string, ProblemKind>()

/** Every problem that can be told; `docs/problems.md` lists them. */
export function problemKinds(): ProblemKind[] {
  return [...kinds.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** Declares a problem beside the rule that raises it. A more exact sentence may take the place of the usual one. */
export function defineProblem(code: string, status: number, detail: string): (exactly?: string, errors?: FieldProblem[]) => Problem {
  if (kinds.has(code)) throw new Error(`problem ${code} is defined twice`)
  kinds.set(code, { status, code, detail })
  return (exactly = detail, errors) => new Problem(status, code, exactly, errors)
}
