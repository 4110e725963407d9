export type FieldProblem = { pointer: string; code: string; detail: string }

/** What the server answers when it cannot do something (RFC 9457); `code` is for programs, the message for people. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldProblem[]
  /** Seconds after which it may be tried again. */
  readonly retryAfter?: number

  constructor(status: number, body: { code?: string; detail?: string; errors?: FieldProblem[] }, retryAfter?: number) {
    super(body.detail ?? usualSentence(status))
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? `http.${status}`
    this.errors = body.errors ?? []
    this.retryAfter = retryAfter
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor() {
    super('连接不上服务器，请检查网络后重试')
    this.name = 'Unreachable'
  }
}

/** What to tell a person of an error, whatever it is. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem || error instanceof Unreachable ? error.message : '页面出错了，请刷新后重试'
}

function usualSentence(status: number): string {
  if (status === 413) return '上传的内容太大'
  if (status === 429) return '操作太频繁，请稍后再试'
  return status >= 500 ? '服务器暂时无法处理，请稍后再试' : '请求没有成功'
}
