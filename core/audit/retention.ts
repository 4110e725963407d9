import type pg from 'pg'
import { addPartitions, oldestMonth, partitionedTables } from '../database/partitions.ts'
import { closePartitions } from '../database/server-role.ts'
import { sql } from '../database/sql.ts'
import { quote } from '../database/table-definition.ts'
import type { Entity, Model } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { tryLockStart } from '../upgrade/start-lock.ts'
import type { AuditKeys } from './entry-mac.ts'
import { allTenants, asOwner, inTransaction, tenantOf } from './owner.ts'
import { leastMonths, oldestKept, sealRetention } from './retention-seal.ts'
import { lockChain } from './seal.ts'

const rowsAtOnce = 10_000

/** What PostgreSQL says of a lock that was not had in time, and of a deadlock. */
const inUse = ['55P03', '40P01']

type Order = { ownerUrl: string; model: Model; keys: AuditKeys; now?: Date }

/**
 * Makes the months to come of all that is kept by months, so that a server may run for years; removes whole months of the audit and of
 * records' history that are older than is kept. Nothing where another server is at it; what cannot be locked within seconds is left for
 * the next time.
 */
export async function turnMonths({ ownerUrl, model, keys, now = new Date() }: Order): Promise<void> {
  const today = todayInShanghai(now)
  await asOwner(ownerUrl, async client => {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('dangjian retention')) as mine`)
    if (!rows[0].mine) return
    await addMonthsAhead(client, ownerUrl, model, now)
    await dropAudit(client, keys, oldestKept(today, Math.max(leastMonths, Number(model.rules.value('audit.keep-months', today)))))
    await dropHistory(client, model, today)
    await dropEvents(client, oldestKept(today, Number(model.rules.value('event.keep-months', today))))
  })
}

async function addMonthsAhead(client: pg.Client, ownerUrl: string, model: Model, now: Date): Promise<void> {
  for (const table of partitionedTables(model))
    await unlessInUse(client, async () => {
      // A server that is starting makes them itself.
      if (!(await tryLockStart(client))) return
      if (await addPartitions(client, table, now)) await closePartitions(client, ownerUrl, [table.schema])
    })
}

/** Whoever writes holds locks: rather than have everyone wait behind us, or us and them for each other, it is done another time. */
async function unlessInUse(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  try {
    await inTransaction(client, async () => {
      await client.query(`set local lock_timeout = '2s'`)
      await work()
    })
  } catch (error) {
    if (!inUse.includes(String((error as { code?: string }).code))) throw error
  }
}

/** First every chain says what may be gone from now on, and then it goes: broken off between, nothing is missed. */
async function dropAudit(client: pg.Client, keys: AuditKeys, before: string): Promise<void> {
  const tenants = await inTransaction(client, () => allTenants(client))
  for (const { id } of tenants)
    await inTransaction(client, async () => {
      const connection = await tenantOf(client, id)
      const old = await connection.run(sql`select 1 from core.audit_entry where tenant_id = ${id} and id < ${before} limit 1`)
      if (old.length === 0) return
      await lockChain(connection)
      await sealRetention(connection, keys, before)
    })
  await dropPartitions(client, 'audit_entry', before)
  await deleteOlder(client, 'audit_entry', before)
}

/** Each entity's history is kept as long as it declares; the partitions as long as the longest of them. */
async function dropHistory(client: pg.Client, model: Model, today: string): Promise<void> {
  const usual = Number(model.rules.value('history.keep-months', today))
  const months = (entity: Entity): number => (entity.schema['x-history-months'] as number | undefined) ?? usual
  const entities = [...model.entities.values()]
  const longest = Math.max(usual, ...entities.map(months))
  await dropPartitions(client, 'record_history', oldestKept(today, longest))
  await deleteOlder(client, 'record_history', oldestKept(today, longest))
  for (const [kept, some] of Map.groupBy(entities, months))
    if (kept < longest)
      await deleteOlder(
        client,
        'record_history',
        oldestKept(today, kept),
        some.map(entity => entity.key),
      )
}

/** What happened, and what was sent of it to webhooks; but no month in which something happened that is still to be reacted to. */
async function dropEvents(client: pg.Client, before: string): Promise<void> {
  const { rows } = await client.query<{ month: string }>(
    `select to_char(uuid_extract_timestamp(event_id) at time zone 'UTC', 'YYYY-MM') as month
    from core.pending_reaction where event_id is not null order by event_id limit 1`,
  )
  const needed = rows[0] ? oldestMonth(rows[0].month) : before
  await dropPartitions(client, 'event', needed < before ? needed : before)
  for (const { id } of await inTransaction(client, () => allTenants(client)))
    await inTransaction(client, async () => {
      const connection = await tenantOf(client, id)
      await connection.run(sql`delete from core.webhook_delivery where tenant_id = ${id} and event_id < ${before} and state <> 'waiting'`)
    })
}

async function dropPartitions(client: pg.Client, table: string, before: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass order by 1`,
    [`core.${table}`],
  )
  for (const { name } of rows) if (isOlder(name)) await unlessInUse(client, () => client.query(`drop table core.${quote(name)}`))

  /** Partitions are named by their months: `audit_entry_2026_01`. */
  function isOlder(name: string): boolean {
    const month = /_(\d{4})_(\d\d)$/.exec(name)
    return month !== null && oldestMonth(`${month[1]}-${month[2]}`) < before
  }
}

/** What no partition of its own held, or what shares one with what is kept longer; of all entities, or of these. */
async function deleteOlder(client: pg.Client, table: 'audit_entry' | 'record_history', before: string, entities?: string[]): Promise<void> {
  const tenants = await inTransaction(client, () => allTenants(client))
  for (const { id } of tenants)
    for (;;) {
      const deleted = await inTransaction(client, async () => {
        const connection = await tenantOf(client, id)
        return connection.run(sql`delete from core.${sql.ref(table)} where tenant_id = ${id} and id in (
          select id from core.${sql.ref(table)} where tenant_id = ${id} and id < ${before}
            ${entities ? sql`and entity = any(${entities}::text[])` : sql``} limit ${rowsAtOnce}) returning 1`)
      })
      if (deleted.length < rowsAtOnce) break
    }
}
