import { assemble, type Parts } from './assemble.ts'

const text = { type: 'string' }

/** What `GET /certificate/members/{id}` tells. */
const certificate = {
  type: 'object',
  required: ['member', 'issuer', 'sections'],
  properties: {
    member: {
      type: 'object',
      required: ['id', 'name', 'organizationId', 'organization', 'photo'],
      properties: {
        id: text,
        name: text,
        organizationId: text,
        organization: text,
        photo: { type: ['string', 'null'], description: '照片的文件' },
      },
    },
    issuer: { ...text, description: '印制单位；未登记的为所在党组织' },
    sections: {
      type: 'array',
      items: {
        type: 'object',
        required: ['plugin', 'title', 'kind', 'columns', 'rows', 'more'],
        properties: {
          plugin: text,
          title: text,
          kind: { type: 'string', enum: ['facts', 'table'] },
          columns: { type: 'array', items: { type: 'object', required: ['name', 'title'], properties: { name: text, title: text } } },
          rows: { type: 'array', items: { type: 'array', items: text } },
          more: { type: 'boolean', description: '还有更多，没有列出' },
        },
      },
    },
  },
}

export function showing({ operations, ...parts }: Parts): void {
  operations.define({
    method: 'GET',
    path: '/members/{id}',
    idOf: 'members/member',
    id: 'show',
    summary: '一名党员的活动证',
    gate: { entity: 'print', action: 'print' },
    reply: certificate,
    read: async asked => ({ body: await assemble(parts, asked, asked.parameters['id']!) }),
  })
}
