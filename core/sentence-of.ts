import { CannotStart } from './cannot-start.ts'
import { DeclarationError } from './declarations/declaration-error.ts'

/** Why the program ended, for whoever started it: a sentence where there is one for it, else all that is known. */
export function sentenceOf(error: unknown): string {
  const { code = '', message, stack } = error as NodeJS.ErrnoException
  if (error instanceof CannotStart) return message
  if (error instanceof DeclarationError) return `声明有误，未能启动：\n${message}`
  if (code === 'EADDRINUSE') return '端口已被占用：党建云可能已在运行。请停止它，或用 PORT、SITES_PORT 指定别的端口。'
  if (code === 'ENOSPC' || code === '53100') return `磁盘已满：${message}`
  // Refused, no such host; wrong password, no such database, no room.
  if (/^(ECONNREFUSED|ENOTFOUND|28...|3D000|53300)$/.test(code)) return `连接不上数据库，请核对 DATABASE_URL：${message}`
  if (code === '42501') return `DATABASE_URL 的账号权限不足，它应拥有数据库并可创建角色（CREATEROLE）：${message}`
  return stack ?? String(error)
}
