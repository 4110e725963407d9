import { sql } from '../database/sql.ts'
import { entityOf, type Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { decideRead } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import type { Writing } from '../records/engine.ts'
import { listRecords } from '../records/list.ts'
import { leaf, readListQuery } from '../records/list-query.ts'
import { badQuery } from '../records/problems.ts'
import { isUuid } from '../records/relations.ts'
import { written } from '../records/written.ts'
import { appoint } from './appoint.ts'
import { arrange } from './arrange.ts'
import { countsOf } from './counts.ts'
import { dismiss } from './dismiss.ts'
import { dissolveOrganization, mergeOrganization } from './merge.ts'
import { moveOrganization } from './move.ts'
import { placeOperations } from './place-operations.ts'

const id: Json = { type: 'string', format: 'uuid' }
const dated: Json = { effectiveOn: { type: 'string', format: 'date' }, documentNumber: { type: 'string', maxLength: 60 } }

/** What the tree can do beyond list and form: O1.1. */
export function organizationOperations(platform: Platform): Operation[] {
  const entity = entityOf(platform.engine.model, 'core/organization')
  const here = (asked: Asked) => entityOf(asked.engine.model, entity.key)
  const common = { tag: entity.title, access: 'full' as const }

  const transition = (
    event: string,
    summary: string,
    properties: Json,
    required: string[],
    run: (writing: Writing, organizationId: string, body: Json) => Promise<void>,
    action = event,
  ): Operation => ({
    ...common,
    method: 'POST',
    path: `${entity.path}/{id}/transitions/${event}`,
    id: `coreOrganization.${event}`,
    summary,
    gate: { entity, action },
    body: { type: 'object', additionalProperties: false, required, properties },
    reply: { $ref: '#/components/schemas/CoreOrganization' },
    write: async (asked, transaction) => {
      await run(
        { engine: asked.engine, transaction, caller: asked.caller, entity: here(asked) },
        asked.parameters['id']!,
        (asked.body ?? {}) as Json,
      )
      return written(here(asked), asked, transaction, asked.parameters['id']!)
    },
  })

  const tree: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/tree`,
    id: 'coreOrganization.tree',
    summary: '一个党组织的直接下级，带人数；不带 parentId 时给出可见范围的最上级',
    gate: { entity, action: 'read' },
    query: [
      { name: 'parentId', in: 'query', schema: id },
      {
        name: 'page',
        in: 'query',
        style: 'deepObject',
        explode: true,
        schema: { type: 'object', properties: { size: { type: 'integer', minimum: 1, maximum: 200 }, after: { type: 'string' } } },
      },
      { name: 'count', in: 'query', schema: { type: 'string', enum: ['none', 'exact', 'estimated'] } },
    ],
    reply: {
      type: 'object',
      required: ['data', 'page'],
      properties: { data: { type: 'array', items: { type: 'object' } }, page: { type: 'object' } },
    },
    read: asked => siblings(asked),
  }

  async function siblings(asked: Asked) {
    const connection = asked.engine.database.tenant(asked.caller.tenantId)
    const { parentId: _parent, ...rest } = asked.query
    const unknown = Object.keys(rest).find(name => !['page', 'count'].includes(name))
    if (unknown) throw badQuery(`不认识的查询参数“${unknown}”，可用：parentId、page、count`)
    const parentId = leaf(asked.query, 'parentId')
    if (parentId !== undefined && !isUuid(parentId)) throw badQuery('parentId 不是有效的编号')
    const query = readListQuery(here(asked), rest as Asked['query'])
    const filter = parentId === undefined ? await topMost(asked) : { parentId: { eq: parentId } }
    const page = await listRecords(connection, asked.caller, asked.engine.model, here(asked), {
      ...query,
      filter: { ...filter, state: { eq: 'active' } },
    })
    const counts = await countsOf(
      connection,
      asked.caller,
      asked.engine.model,
      page.data.map(one => String(one['id'])),
    )
    return { body: { ...page, data: page.data.map(one => ({ ...one, ...counts.get(String(one['id'])) })) } }
  }

  /** The highest organizations that the caller may see: those whose parent he may not. */
  async function topMost(asked: Asked) {
    const { caller } = asked
    const connection = asked.engine.database.tenant(caller.tenantId)
    const decision = decideRead(caller, here(asked), asked.engine.model)
    const parentVisible = decideRead(caller, here(asked), asked.engine.model, 'read', { alias: 'p' }).where
    // Whatever is highest is the root or what a grant names: nothing else need be looked at.
    const anchors = caller.access.grants.flatMap(grant => [...(grant.organizationId ? [grant.organizationId] : []), ...grant.chosen])
    const rows = await connection.run(sql<{ id: string }>`
      select t.id from core.organization t where t.tenant_id = ${caller.tenantId} and (t.parent_id is null or t.id = any(${anchors}::uuid[]))
        and ${decision.where}
        and not exists (select 1 from core.organization p where p.tenant_id = ${caller.tenantId} and p.id = t.parent_id and ${parentVisible}) limit 200`)
    return { id: { in: rows.map(row => row.id).join(',') || '00000000-0000-0000-0000-000000000000' } }
  }

  return [
    tree,
    ...placeOperations(platform),
    transition('move', '迁移党组织', { parentId: id, ...dated }, ['parentId'], (writing, one, body) =>
      moveOrganization(writing, one, body as { parentId: string }),
    ),
    transition('merge', '合并党组织', { intoId: id, ...dated }, ['intoId'], (writing, one, body) =>
      mergeOrganization(writing, one, body as { intoId: string }),
    ),
    transition('dissolve', '撤销党组织', dated, [], (writing, one, body) => dissolveOrganization(writing, one, body)),
    transition(
      'appoint',
      '设置管理员',
      { userId: id, role: { type: 'string', maxLength: 50 }, scope: { type: 'string', enum: ['organization', 'subtree'] } },
      ['userId', 'role'],
      (writing, one, body) => appoint(writing, one, body as { userId: string; role: string }),
    ),
    transition(
      'dismiss',
      '撤销管理员',
      { grantId: id },
      ['grantId'],
      (writing, one, body) => dismiss(writing, one, String(body['grantId'])),
      'appoint',
    ),
    transition(
      'arrange',
      '在同级中排序：排到哪一个之前，或最后',
      { beforeId: { type: ['string', 'null'], format: 'uuid' } },
      ['beforeId'],
      (writing, one, body) => arrange(writing, one, body['beforeId'] as string | null),
      'update',
    ),
  ]
}
