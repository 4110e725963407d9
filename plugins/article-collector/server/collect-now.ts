import { defineProblem, sql } from '../../../core/index.ts'
import type { Parts } from './parts.ts'
import { sourceOf } from './source.ts'
import { startRun } from './start-run.ts'

const noSource = defineProblem('article-collector.no-source', 404, '没有这个来源，或您没有采集它的权限')
const underWay = defineProblem('article-collector.under-way', 409, '这个来源正在采集')

/** A source is collected at once, by hand. */
export function collectNow(parts: Parts): void {
  parts.operations.define({
    method: 'POST',
    path: '/sources/{id}/collect',
    id: 'collect',
    summary: '立即采集一个来源',
    gate: { entity: 'source', action: 'update' },
    status: 202,
    reply: {
      type: 'object',
      required: ['runId'],
      properties: { runId: { type: 'string', format: 'uuid', description: '采集记录，从中看进度' } },
    },
    async write(asked, at) {
      const id = asked.parameters['id']!
      const [seen] = await at.transaction.run(sql`
        select 1 from article_collector.source t where t.tenant_id = ${at.transaction.tenantId} and t.id = ${id} and t.deleted_at is null
          and ${parts.rights.rows(asked, 'source', 'update')}`)
      const source = seen ? await sourceOf(at, id) : undefined
      if (!source) throw noSource()
      const runId = await startRun(parts, at, source, 'hand')
      if (!runId) throw underWay()
      return { status: 202, body: { runId } }
    },
  })
}
