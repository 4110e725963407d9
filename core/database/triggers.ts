import type { Entity } from '../declarations/model.ts'
import { timed, type Upgrading } from '../upgrade/upgrading.ts'
import { quote, tableName } from './table-definition.ts'

/** What the database itself does when rows of the entity change. */
export function triggersOf(entity: Entity): [name: string, sql: string][] {
  const table = tableName(entity.table)
  const found: [string, string][] = []
  if (entity.counted && entity.organizationField && entity.organizationField !== 'id')
    for (const [operation, rows] of [
      ['insert', 'new table as new_rows'],
      ['update', 'old table as old_rows new table as new_rows'],
      ['delete', 'old table as old_rows'],
    ] as const)
      found.push([
        `count_${operation}`,
        `after ${operation} on ${table} referencing ${rows} for each statement execute function core.count_by_organization('${entity.key}', '${entity.delete}')`,
      ])
  if (entity.key === 'core/organization')
    found.push([
      followsPath,
      `after update of path on ${table} for each row when (old.path is distinct from new.path) execute function core.counts_follow_path()`,
    ])
  if (entity.key === 'core/user')
    found.push(
      ['name_for_sign_in', `after update or delete on ${table} for each row execute function core.name_for_sign_in()`],
      [
        'names_for_sign_in',
        `after insert on ${table} referencing new table as new_rows for each statement execute function core.names_for_sign_in()`,
      ],
    )
  if (entity.key === 'core/holiday')
    found.push(['day_of_platform', `after insert or update or delete on ${table} for each row execute function core.day_of_platform()`])
  return found
}

const followsPath = 'counts_follow_path'
const counting = ['count_insert', 'count_update', 'count_delete']

/** Triggers as they are declared. Where counting begins, what is there already is counted; where it ends, counts end with it. */
export async function applyTriggers(upgrading: Upgrading): Promise<void> {
  const { client, model, before } = upgrading
  const { rows } = await client.query<{ table: string; definition: string }>(
    `select n.nspname || '.' || c.relname as table, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where t.tgname = 'count_insert' and t.tgparentid = 0`,
  )
  const counted = new Map(rows.map(row => [row.table, row.definition]))
  for (const entity of model.entities.values()) {
    const triggers = triggersOf(entity)
    const known = before.get(entity.plugin)?.entities[entity.name]?.triggers ?? []
    // Made anew, they would have to wait for whoever works with the table.
    for (const [name, definition] of triggers)
      if (!known.some(one => one[0] === name && one[1] === definition))
        await client.query(`create or replace trigger ${quote(name)} ${definition}`)
    if (before.has(entity.plugin) && triggers.some(([name]) => name === followsPath) && !known.some(([name]) => name === followsPath))
      await fillPaths(upgrading)
    const found = counted.get(`${entity.table.schema}.${entity.table.name}`)
    const counts = triggers.some(([name]) => counting.includes(name))
    if (found && !counts) for (const name of counting) await client.query(`drop trigger if exists ${name} on ${tableName(entity.table)}`)
    const otherwise = found && !found.includes(`'${entity.delete}'`)
    if ((found && !counts) || (counts && (otherwise || (!found && before.has(entity.plugin))))) await recount(upgrading, entity, counts)
  }
}

/** Counts from before they had their organizations' paths. */
async function fillPaths(upgrading: Upgrading): Promise<void> {
  await upgrading.seeAllRows()
  await timed(upgrading, 'values', 'paths of counts', async () => {
    const { rowCount } = await upgrading.client.query(`update core.organization_count n set path = o.path from core.organization o
      where o.tenant_id = n.tenant_id and o.id = n.organization_id and n.path is distinct from o.path`)
    return rowCount
  })
}

async function recount(upgrading: Upgrading, entity: Entity, counts: boolean): Promise<void> {
  await upgrading.seeAllRows()
  await timed(upgrading, 'values', `${entity.key} counted by organization`, async () => {
    await upgrading.client.query('delete from core.organization_count where entity = $1', [entity.key])
    if (!counts) return undefined
    const column = quote(entity.field.get(entity.organizationField!)!.column)
    const { rowCount } = await upgrading.client.query(
      `insert into core.organization_count (tenant_id, entity, organization_id, records, path)
        select c.*, o.path from (select tenant_id, $1, ${column}, count(*) from ${tableName(entity.table)}
          where ${column} is not null ${entity.delete === 'soft' ? 'and deleted_at is null' : ''} group by 1, 3) c (tenant_id, entity, id, records)
        join core.organization o on o.tenant_id = c.tenant_id and o.id = c.id`,
      [entity.key],
    )
    return rowCount
  })
}
