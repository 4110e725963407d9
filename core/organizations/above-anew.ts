import { v7 as uuid } from 'uuid'
import { sql } from '../database/sql.ts'
import { tableName } from '../database/table-definition.ts'
import { type Entity, type EntityKey, entityOf, type Field } from '../declarations/model.ts'
import { columnName } from '../declarations/names.ts'
import type { Reacting, Reaction } from '../events/reactions.ts'
import { schedule } from '../events/timers.ts'
import { partWidth } from '../permissions/subtree.ts'
import type { Writing } from '../records/engine.ts'
import { loadRecords } from '../records/load.ts'
import { mergeChange, writeChanges } from '../records/update.ts'

const name = 'core/above-anew'
/** So many records in one transaction. */
const most = 200

/** The organizations from which downward others are above now; of one kind of record, beyond the one up to which it was done. */
type Moved = { organizationIds: string[]; entity?: EntityKey; after?: string }

/** Plans to find the organizations above (x-above) anew, for what is below these and not yet ended. */
export async function planAboveAnew(writing: Omit<Writing, 'entity'>, organizationIds: string[]): Promise<void> {
  if (abovesIn([...writing.engine.model.entities.values()]).length > 0) await plan(writing, { organizationIds })
}

/** Records follow the tree some at a time: to a branch's new committee, which decides of them from now on. What has ended stays with whom it ended at. */
export const aboveAnew: Reaction = {
  name,
  async react(at, happened) {
    for (const { data } of happened) {
      const { organizationIds, entity, after } = data as Moved
      if (entity) await follow(at, entityOf(at.engine.model, entity), organizationIds, after)
      else for (const { key } of abovesIn([...at.engine.model.entities.values()])) await plan(at, { organizationIds, entity: key })
    }
  },
}

const abovesIn = (entities: Entity[]): Entity[] => entities.filter(entity => entity.fields.some(field => field.above))

function plan(writing: Omit<Writing, 'entity'>, moved: Moved): Promise<void> {
  return schedule(writing, [{ key: `${name} ${uuid()}`, at: new Date(), reaction: name, data: moved }])
}

async function follow(at: Reacting, entity: Entity, organizationIds: string[], after?: string): Promise<void> {
  const writing = { ...at, entity }
  for (const field of entity.fields.filter(one => one.above)) {
    const nearest = await othersAbove(writing, field, organizationIds, after)
    const records = await loadRecords(at.transaction, entity, sql`t.id = any(${[...nearest.keys()]}::uuid[])`, { lock: true })
    const changes = records.map(record => mergeChange(entity, record, { [field.name]: nearest.get(record.id) ?? null }))
    await writeChanges(writing, changes)
    if (nearest.size === most) await plan(at, { organizationIds, entity: entity.key, after: [...nearest.keys()].at(-1)! })
  }
}

/** Record -> the nearest organization above, where it is another than the record has. */
async function othersAbove(
  { transaction, entity }: Writing,
  field: Field,
  organizationIds: string[],
  after?: string,
): Promise<Map<string, string | null>> {
  const { of, category } = field.above!
  const width = sql.raw(String(partWidth))
  const [own, named] = [field.column, columnName(of)].map(column => sql.ref(`t.${column}`))
  const living = entity.delete === 'soft' ? sql`and t.deleted_at is null` : sql``
  const rows = await transaction.run(sql<{ id: string; nearest: string | null }>`
    select distinct t.id, n.id as nearest
    from core.organization top
    join core.organization o on o.tenant_id = top.tenant_id and o.path >= top.path and o.path < top.path || '~'
    join ${sql.raw(tableName(entity.table))} t on t.tenant_id = o.tenant_id and ${named!} = o.id ${living}
    left join core.process p on p.tenant_id = t.tenant_id and p.entity = ${entity.key} and p.record_id = t.id::text
    left join lateral (
      select a.id from generate_series(1, length(o.path) / ${width}) part
      join core.organization a on a.tenant_id = o.tenant_id and a.path = substr(o.path, 1, part * ${width}) and a.category = any(${category}::text[])
      order by part desc limit 1) n on true
    where top.tenant_id = ${transaction.tenantId} and top.id = any(${organizationIds}::uuid[]) and p.ended_at is null
      and ${own!} is distinct from n.id and t.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by t.id limit ${most}`)
  return new Map(rows.map(row => [row.id, row.nearest]))
}
