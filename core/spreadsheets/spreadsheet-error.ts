/**
 * Why a whole file is refused, in words for the clerk. Problems of single cells are not errors but data (`CellProblem`).
 */
export const spreadsheetErrors = {
  'spreadsheet.encrypted': '文件设置了打开密码，无法读取。请在 Excel 或 WPS 中取消密码后重新上传。',
  'spreadsheet.old-format': '这是旧格式的文件（如 .xls、.et）。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新上传。',
  'spreadsheet.broken': '文件已损坏或不是表格文件。请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新上传。',
  'spreadsheet.zip-bomb': '文件压缩比异常，出于安全考虑已拒绝读取。',
  'spreadsheet.too-large': '表格太大，请拆分后分批上传。',
  'spreadsheet.no-header': '没有找到表头。',
  'spreadsheet.empty': '表格里没有数据。',
  'spreadsheet.failed': '表格处理中断，请重新上传。',
} as const

export type SpreadsheetErrorCode = keyof typeof spreadsheetErrors

/** A file that cannot be taken; `detail` adds what is known, such as the headers expected. */
export class SpreadsheetError extends Error {
  readonly code: SpreadsheetErrorCode

  constructor(code: SpreadsheetErrorCode, detail = '', options?: ErrorOptions) {
    super(spreadsheetErrors[code] + detail, options)
    this.name = 'SpreadsheetError'
    this.code = code
  }
}

/** What crosses the border between threads, where classes are lost. */
export type FlatError = { code: SpreadsheetErrorCode | null; message: string }

export function flattenError(error: unknown): FlatError {
  if (error instanceof SpreadsheetError) return { code: error.code, message: error.message }
  return { code: null, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** The error as it was thrown; one nobody foresaw is `spreadsheet.failed`, with the original as its cause. */
export function raiseError(flat: FlatError): SpreadsheetError {
  if (flat.code === null) return new SpreadsheetError('spreadsheet.failed', '', { cause: new Error(flat.message) })
  return new SpreadsheetError(flat.code, flat.message.slice(spreadsheetErrors[flat.code].length))
}
