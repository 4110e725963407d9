/** Why a file is refused or not to be had, in words for the person who uploads or asks for it. */
export const fileErrors = {
  'file.too-large': '文件太大，超过了允许的大小。',
  'file.not-found': '文件不存在。',
  'file.bad-key': '文件标识不正确。',
  'file.broken-image': '图片已损坏或不是支持的图片格式。',
  'file.too-many-pixels': '图片尺寸太大，请缩小后重新上传。',
} as const

export type FileErrorCode = keyof typeof fileErrors

/** A refusal with a stable code; `detail` adds what is known, such as the limit. */
export class FileError extends Error {
  readonly code: FileErrorCode

  constructor(code: FileErrorCode, detail = '', options?: ErrorOptions) {
    super(fileErrors[code] + detail, options)
    this.name = 'FileError'
    this.code = code
  }
}

/** The error for something that outgrew `limit` bytes. */
export function tooLarge(limit: number): FileError {
  const megabytes = Number((limit / 1024 / 1024).toFixed(2))
  return new FileError('file.too-large', megabytes >= 0.01 ? `上限为${megabytes}MB。` : `上限为${limit}字节。`)
}
