import type pg from 'pg'
import { allTenants, asOwner, inTransaction, tenantOf } from '../audit/owner.ts'
import { quote } from '../database/table-definition.ts'
import type { Entity, Field, Model } from '../declarations/model.ts'
import { secretFields } from '../records/secret-values.ts'
import { hideTraces } from './hide-traces.ts'
import type { KeyRing } from './key-ring.ts'
import { entitiesWithSecrets, resealTenant } from './reseal.ts'

/**
 * Once for each field that is declared secret: seals what stood in it plain, wherever it was repeated. Before anything is served; a start
 * that is broken off goes on with it at the next one, and a second server waits.
 */
export async function sealEarlierValues(ownerUrl: string, model: Model, ring: KeyRing): Promise<void> {
  await asOwner(ownerUrl, async client => {
    if ((await newSecrets(client, model)).length === 0) return
    await client.query(`select pg_advisory_lock(hashtext('dangjian seal secrets'))`)
    const fresh = await newSecrets(client, model)
    if (fresh.length === 0) return
    const tenants = await inTransaction(client, () => allTenants(client))
    for (const { id } of tenants) {
      await resealTenant(client, model, ring, id)
      await inTransaction(client, async () => hideTraces(await tenantOf(client, id), model))
    }
    await inTransaction(client, async () => {
      for (const { entity, field } of fresh) await dropPlainIndexes(client, entity, field)
      await client.query(`insert into core.applied (name, hash) select unnest($1::text[]), '' on conflict (name) do nothing`, [
        fresh.map(nameOf),
      ])
    })
  })
}

type SecretField = { entity: Entity; field: Field }

const nameOf = ({ entity, field }: SecretField): string => `secret ${entity.key}.${field.name}`

async function newSecrets(client: pg.Client, model: Model): Promise<SecretField[]> {
  const all = entitiesWithSecrets(model).flatMap(entity => secretFields(entity).map(field => ({ entity, field })))
  const { rows } = await client.query<{ name: string }>('select name from core.applied where name = any($1)', [all.map(nameOf)])
  return all.filter(one => !rows.some(row => row.name === nameOf(one)))
}

/** Indexes of the column itself compare what was sealed, which is never the same twice: they would only cost. */
async function dropPlainIndexes(client: pg.Client, entity: Entity, field: Field): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and a.attname = $2 and not i.indisprimary`,
    [`${quote(entity.table.schema)}.${quote(entity.table.name)}`, field.column],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
}
