import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { defineProblem } from '../problem.ts'
import type { Asked, Reply } from './operation.ts'

const keyReused = defineProblem('request.idempotency-key-reused', 422, '同一个 Idempotency-Key 不能用于内容不同的请求')
const badKey = defineProblem('request.idempotency-key-invalid', 400, 'Idempotency-Key 应是 1 到 200 个可见字符')

/**
 * Does the work once for a key, and gives a repeated request the first one's reply. The key is written in the work's own
 * transaction: two at once wait for each other, and work that failed leaves no key behind.
 */
export async function onceForKey(
  transaction: TenantTransaction,
  asked: Asked,
  route: string,
  work: (transaction: TenantTransaction) => Promise<Reply>,
): Promise<Reply> {
  const key = asked.headers['idempotency-key']
  const { userId } = asked.caller
  if (key === undefined || !userId) return work(transaction)
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw badKey()
  // Keyed: from a plain hash of what else is known, an ID number could be found by trying.
  const hash = transaction.secrets.index(JSON.stringify([route, asked.parameters, asked.body ?? null]))
  const mine = await transaction.run(sql`
    insert into core.idempotency_key (tenant_id, user_id, key, request_hash) values (${transaction.tenantId}, ${userId}, ${key}, ${hash})
    on conflict do nothing returning key`)
  if (mine.length === 0) return repeat(transaction, userId, key, hash)
  // The reply is kept in the same transaction: its last read does not end it.
  const reply = await work({ ...transaction, lastly: transaction })
  await transaction.run(sql`
    update core.idempotency_key set status = ${reply.status ?? null}::integer, reply = ${JSON.stringify({ headers: reply.headers, body: reply.body })}::jsonb
    where tenant_id = ${transaction.tenantId} and user_id = ${userId} and key = ${key}`)
  return reply
}

async function repeat(transaction: TenantTransaction, userId: string, key: string, hash: string): Promise<Reply> {
  const [first] = await transaction.run(sql<{ request_hash: string; status: number | null; reply: Json }>`
    select request_hash, status, reply from core.idempotency_key
    where tenant_id = ${transaction.tenantId} and user_id = ${userId} and key = ${key}`)
  if (first!.request_hash !== hash) throw keyReused()
  return {
    status: first!.status ?? undefined,
    headers: { ...(first!.reply['headers'] as Record<string, string>), 'idempotency-replayed': 'true' },
    body: first!.reply['body'],
  }
}
