import type { Entity, Json } from '../declarations/model.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { notFound } from '../records/problems.ts'
import { refusalAtGate } from '../tenants/gate.ts'
import { sampleDocument } from './document.ts'
import { type OfferedSample, samplesOf } from './samples.ts'

const path = '/api/v1/core/sample-texts/{plugin}/{entity}'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const offered: Json = {
  type: 'object',
  required: ['id', 'title', 'values', 'origin'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    title: { type: 'string' },
    group: { type: 'string' },
    values: { type: 'object' },
    origin: { enum: ['plugin', 'tenant'] },
  },
}

/** Samples to begin a record with, for who may create one (G4.2): to be read, used at once, or taken along as a document. */
export function sampleOperations({ tenants }: Platform): Operation[] {
  const common = { method: 'GET' as const, tag: '范文', access: 'full' as const }

  async function offers({ caller, engine: { database, model }, parameters }: Asked): Promise<{ entity: Entity; samples: OfferedSample[] }> {
    const entity = model.entities.get(`${parameters['plugin']}/${parameters['entity']}`)
    if (!entity || !model.samples.has(entity.key)) throw notFound('这类信息没有范文')
    const refusal = refusalAtGate((await tenants.of(caller.tenantId))!, caller, { gate: { entity, action: 'create' } }, model)
    if (refusal) throw refusal
    if (!may(caller, entity, 'create', model)) throw denied()
    return { entity, samples: await samplesOf(database.tenant(caller.tenantId), model, entity) }
  }

  return [
    {
      ...common,
      path,
      id: 'sampleTexts.list',
      summary: '新增一种记录时可用的范文',
      reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: offered } } },
      read: async asked => ({ body: { data: (await offers(asked)).samples } }),
    },
    {
      ...common,
      path: `${path}/{sample}/document`,
      id: 'sampleTexts.document',
      summary: '下载范文（Word 文档）',
      reply: { contentType: word },
      read: async asked => {
        const { entity, samples } = await offers(asked)
        const sample = samples.find(one => one.id === asked.parameters['sample'])
        if (!sample) throw notFound('没有这篇范文')
        return {
          headers: { 'content-type': word, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(sample.title)}.docx` },
          body: await sampleDocument(asked.engine.model, entity, sample),
        }
      },
    },
  ]
}
