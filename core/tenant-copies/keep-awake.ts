import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'

const everyMs = 15_000

/** Does the work while the transaction asks something now and then: a large file takes longer than the database lets one idle. */
export async function keptAwake<Result>(transaction: TenantTransaction, work: () => Promise<Result>): Promise<Result> {
  // A connection that is lost tells the work itself.
  const timer = setInterval(() => void transaction.run(sql`select 1`).catch(() => {}), everyMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
