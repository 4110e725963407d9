import type { Given } from '../../../../core/index.ts'
import { publish } from './publish.ts'
import type { siteNeeds } from './sites.ts'

const published = {
  type: 'object',
  required: ['id', 'number', 'state'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    number: { type: 'integer', description: '版本' },
    state: { type: 'string', enum: ['review', 'scheduled', 'live'], description: '待审核、定时发布或已上线' },
  },
}

/** What is done with a site as a whole. */
export function defineSiteOperations(parts: Given<typeof siteNeeds>): void {
  parts.operations.define({
    ...{
      method: 'POST',
      path: '/sites/{id}/releases',
      id: 'sites.publish',
      summary: '发布站点',
      gate: { entity: 'release', action: 'publish' },
    },
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        note: { type: 'string', maxLength: 200, description: '这一版改了什么' },
        publishAt: { type: 'string', format: 'date-time', description: '到这个时间再上线' },
      },
    },
    ...{ reply: published, status: 201 },
    write: async (asked, at) => ({
      status: 201,
      body: await publish(parts, asked, at, asked.parameters['id']!, (asked.body ?? {}) as { note?: string; publishAt?: string }),
    }),
  })
}
