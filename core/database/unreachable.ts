/** Whether an error says that the database cannot serve just now, and may a moment later: nothing is wrong with what was asked. */
export function isUnreachable(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  return unreachableCode.test(code) || unreachableMessage.test(message)
}

// Connection lost, server shutting down or starting, no room or no connection left, serialization and deadlock, a transaction that was idle
// too long, a statement or a wait for a lock cut off, a server that takes no writes just now, and what the network says.
const unreachableCode =
  /^(08...|57P..|53...|40001|40P01|25P03|57014|55P03|25006|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/

// What the driver says has no code.
const unreachableMessage = /connection terminated|timeout exceeded|timeout expired|query read timeout|not queryable/i

/** Whether the database stopped a statement at its time limit: again it would take as long. In its own words, which name the limit. */
export function isPastTimeLimit(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string }
  return code === '57014' && /timeout/.test(message)
}
