import { defineProblem } from '../problem.ts'

export const storageFull = defineProblem('server.storage-full', 507, '存储空间已满，没有保存，请联系管理员清理或扩容后再试')

/** Whether a disk or a quota is full: of files (also where a process may write no larger ones), or PostgreSQL's own. */
export function isOutOfSpace(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as { code?: string }
  return /^(ENOSPC|EDQUOT|EFBIG|53100)$/.test(code)
}
