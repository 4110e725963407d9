import type pg from 'pg'
import { allTenants, asOwner, inTransaction, tenantOf } from '../audit/owner.ts'
import { CannotStart } from '../cannot-start.ts'
import type { TenantId } from '../database/database.ts'
import { signalsName } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import { keyColumn, tableName } from '../database/table-definition.ts'
import type { Entity, Json, Model } from '../declarations/model.ts'
import { keyOfValue, plainValue, secretFields } from '../records/secret-values.ts'
import type { CipherName } from './crypto-provider.ts'
import { lockKeys, newLastingKeys, openKeyRing, registeredKeys, registerKey } from './key-register.ts'
import { type KeyRing, keyRing } from './key-ring.ts'
import type { MasterKey } from './master-keys.ts'
import { entitiesWithSecrets, type Resealed, resealTenant, writeColumns } from './reseal.ts'
import { tenantSecrets } from './tenant-secrets.ts'

export type Rotation = Resealed & {
  current: string
  /** Keys that nothing is encrypted under any more: they may go from the setting. */
  retired: string[]
  /** Servers that still write with another key. */
  others: number
}

/**
 * Seals everything anew under the current key and cipher while servers run: they read whatever key of theirs it is under. Keys are retired
 * once nothing is left under them and no server writes with them. Can be broken off and begun again.
 * @throws CannotStart when a key is missing, or another rotation runs
 */
export function rotateSecrets(ownerUrl: string, model: Model, masters: MasterKey[], cipher: CipherName): Promise<Rotation> {
  return alone(ownerUrl, async client => {
    const ring = await openKeyRing(ownerUrl, masters, cipher)
    const total: Resealed = { records: 0, versions: 0, unreadable: 0 }
    const others = await writingOtherwise(client, ring)
    for (const { id } of await inTransaction(client, () => allTenants(client))) {
      const counts = await resealTenant(client, model, ring, id)
      for (const name of ['records', 'versions', 'unreadable'] as const) total[name] += counts[name]
    }
    const retired = others === 0 && total.unreadable === 0 ? await inTransaction(client, () => retire(client, ring)) : []
    return { ...total, current: ring.current, retired, others }
  })
}

/** Counted before the work: what is written meanwhile by a server with another key would be missed. */
async function writingOtherwise(client: pg.Client, ring: KeyRing): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like $1 and application_name <> $2`,
    [`${signalsName('')}%`, signalsName(ring.current)],
  )
  return rows[0]!.count
}

/** Not beside a server that starts, nor when one has come since. */
async function retire(client: pg.Client, ring: KeyRing): Promise<string[]> {
  await lockKeys(client)
  if ((await writingOtherwise(client, ring)) > 0) return []
  const { rows } = await client.query<{ id: string }>('delete from core.secret_key where id <> $1 returning id', [ring.current])
  return rows.map(row => row.id)
}

/**
 * Gives the index a new key and computes every hash with it, in one transaction: two hashes of one value never stand side by side, and a
 * break-off changes nothing. Servers must be stopped, for they would look for the former ones.
 */
export function renewIndex(ownerUrl: string, model: Model, masters: MasterKey[], cipher: CipherName): Promise<number> {
  return alone(ownerUrl, async client => {
    await openKeyRing(ownerUrl, masters, cipher)
    return inTransaction(client, async () => {
      await refuseServers(client)
      const registered = await registeredKeys(client, masters)
      const lasting = { ...registered.values().next().value!, index: newLastingKeys(cipher).index }
      for (const id of registered.keys()) await registerKey(client, masters.find(master => master.id === id)!, lasting, cipher)
      const ring = keyRing(masters, lasting, cipher)
      let count = 0
      for (const { id } of await allTenants(client))
        for (const entity of entitiesWithSecrets(model)) count += await rehash(client, ring, entity, id)
      return count
    })
  })
}

async function rehash(client: pg.Client, ring: KeyRing, entity: Entity, tenantId: TenantId): Promise<number> {
  const rows = await tenantOf(client, tenantId)
  const secrets = tenantSecrets(ring, tenantId)
  const fields = secretFields(entity)
  const columns = sql.join(fields.map(field => sql.ref(`t.${field.column}`)))
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const found = await rows.run(sql<Json & { id: string }>`select t.id, ${columns} from ${sql.raw(tableName(entity.table))} t
      where t.tenant_id = ${tenantId} and t.id > ${after}::uuid order by t.id limit 1000`)
    if (found.length === 0) return count
    const hashed = found.map(row => ({
      id: row.id,
      ...Object.fromEntries(
        fields.map(field => [keyColumn(field), keyOfValue(field, plainValue(field, row[field.column], row.id, secrets), secrets)]),
      ),
    }))
    await writeColumns(rows, entity, fields.map(keyColumn), hashed)
    count += found.length
    after = found.at(-1)!.id
  }
}

/** @throws CannotStart while a server is connected to the database */
export async function refuseServers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like $1`,
    [`${signalsName('')}%`],
  )
  if (rows[0]!.count > 0) throw new CannotStart(`还有 ${rows[0]!.count} 个服务器进程在运行，请先停止它们。`)
}

/** One at a time, on a connection of its own that holds the lock until the end. */
async function alone<Result>(ownerUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  return asOwner(ownerUrl, async client => {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('dangjian rotate secrets')) as got`)
    if (!rows[0].got) throw new CannotStart('另一个密钥轮换正在进行。')
    return work(client)
  })
}
