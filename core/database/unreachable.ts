/** Whether an error says that the database cannot serve just now, and may a moment later: nothing is wrong with what was asked. */
export function isUnreachable(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  // Connection lost, server shutting down, too many connections, serialization and deadlock.
  return (
    /^(08...|57P..|53...|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) || /connection terminated|timeout exceeded/i.test(message)
  )
}
