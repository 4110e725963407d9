import { type Asked, defineProblem, sql } from '../../../../core/index.ts'
import type { Parts } from '../parts.ts'
import { planPushes } from './plan.ts'

const noItems = defineProblem('article-collector.no-items', 404, '有的文章不存在，或您没有查看它的权限')
const noText = defineProblem('article-collector.no-text', 409, '有的文章没有正文：重复的请推送与它相同的那一篇，过了保留期的不能再推送')
const tooMany = defineProblem('article-collector.too-many', 422, '一次最多推送 500 篇次')

const mostAtOnce = 500
const ids = (maxItems: number) => ({ type: 'array', minItems: 1, maxItems, uniqueItems: true, items: { type: 'string', format: 'uuid' } })

type Seen = { id: string; state: string; isAlike: boolean }
type Order = { items: string[]; columns: string[]; publish: boolean; publishAt?: string }

/** Articles are pushed, one or many, to one column or many; or put aside. */
export function pushByHand(parts: Parts): void {
  const { operations, rights } = parts
  operations.define({
    method: 'POST',
    path: '/items/push',
    id: 'push',
    summary: '把文章推送到站点栏目',
    gate: { entity: 'item', action: 'push' },
    body: {
      type: 'object',
      required: ['items', 'columns', 'publish'],
      additionalProperties: false,
      properties: {
        items: ids(200),
        columns: ids(20),
        publish: { type: 'boolean', description: '不发布的存为草稿' },
        publishAt: { type: 'string', format: 'date-time', description: '到时发布' },
      },
    },
    status: 202,
    reply: {
      type: 'object',
      required: ['planned', 'already'],
      properties: { planned: { type: 'integer', description: '正在推送' }, already: { type: 'integer', description: '以前已推送' } },
    },
    async write(asked, at) {
      const { items, columns, publish, publishAt } = asked.body as Order
      if (items.length * columns.length > mostAtOnce) throw tooMany()
      const seen = await seenAmong(asked, items, 'push')
      if (seen.length < items.length) throw noItems()
      if (seen.some(item => item.state === 'duplicate' || item.state === 'expired')) throw noText()
      const wishes = items.flatMap(itemId =>
        columns.map(columnId => ({ itemId, columnId, publish, publishAt: publish ? (publishAt ?? null) : null })),
      )
      return { status: 202, body: await planPushes(parts, at, wishes) }
    },
  })
  operations.define({
    method: 'POST',
    path: '/items/ignore',
    id: 'ignore',
    summary: '把文章标为不用，或取消',
    gate: { entity: 'item', action: 'update' },
    body: {
      type: 'object',
      required: ['items', 'ignored'],
      additionalProperties: false,
      properties: { items: ids(200), ignored: { type: 'boolean' } },
    },
    reply: { type: 'object', required: ['changed'], properties: { changed: { type: 'integer' } } },
    async write(asked, at) {
      const { items, ignored } = asked.body as { items: string[]; ignored: boolean }
      const seen = await seenAmong(asked, items, 'update')
      if (seen.length < items.length) throw noItems()
      const changing = seen.filter(item => (ignored ? item.state === 'collected' || item.state === 'similar' : item.state === 'ignored'))
      for (const { id, isAlike } of changing)
        await parts.records.change(at, 'item', id, { state: ignored ? 'ignored' : isAlike ? 'similar' : 'collected' })
      return { body: { changed: changing.length } }
    },
  })

  function seenAmong(asked: Asked, items: string[], action: string): Promise<Seen[]> {
    const connection = asked.engine.database.tenant(asked.caller.tenantId)
    return connection.run(sql<Seen>`
      select t.id, t.state, t.duplicate_of_id is not null as "isAlike" from article_collector.item t
      where t.tenant_id = ${connection.tenantId} and t.id = any(${items}::uuid[]) and t.deleted_at is null and ${rights.rows(asked, 'item', action)}`)
  }
}
