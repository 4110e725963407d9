/** Why nothing could be fetched, for programs. */
export type FetchFailureCode =
  | 'address-refused'
  | 'no-answer'
  | 'no-answer-in-time'
  | 'not-trusted'
  | 'too-many-redirects'
  | 'too-large'
  | 'wrong-type'
  | 'broken-reply'
  | 'stopped'

const sentences: Record<FetchFailureCode, string> = {
  'address-refused': '网址指向本机或内网，不能访问',
  'no-answer': '连接不上该网站',
  'no-answer-in-time': '该网站没有在规定的时间内给出全部内容',
  'not-trusted': '该网站的安全证书不可信',
  'too-many-redirects': '该网站转了太多次，没有给出内容',
  'too-large': '内容太大',
  'wrong-type': '内容不是所要的类型',
  'broken-reply': '该网站给出的内容不完整或不合规范',
  stopped: '服务器正在停止',
}

/** What stopped a fetch, with a sentence for people. */
export class FetchFailure extends Error {
  readonly code: FetchFailureCode

  constructor(code: FetchFailureCode, { detail, cause }: { detail?: string; cause?: unknown } = {}) {
    super(detail ?? sentences[code], { cause })
    this.code = code
  }
}
