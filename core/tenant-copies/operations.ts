import { v7 as uuid } from 'uuid'
import { entityOf, type Json } from '../declarations/model.ts'
import { FileError } from '../files/file-error.ts'
import { formFile } from '../files/form-file.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { denied, may, mayEverywhere } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { getRecord } from '../records/get.ts'
import { invalid } from '../records/problems.ts'
import { validatorFor } from '../records/validate.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { mostOfCopy } from './export-job.ts'
import { sealPassphrase } from './passphrase.ts'
import { copyTooLarge, noCopy, notForPlatform } from './problems.ts'

const passphrase: Json = { type: 'string', minLength: 12, maxLength: 200, description: '至少 12 个字符；忘记后无法打开' }

const importFields: Json = {
  type: 'object',
  required: ['passphrase', 'code'],
  additionalProperties: false,
  properties: {
    passphrase,
    code: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$', description: '新租户代码' },
    name: { type: 'string', minLength: 1, maxLength: 100, description: '不填则用副本中的名称' },
    edition: { type: 'string', maxLength: 40, description: '不填则用副本中的版本' },
  },
}

/** A tenant takes all that it has along; the operator makes a new tenant of such a copy, here or in another installation. */
export function tenantCopyOperations(platform: Platform): Operation[] {
  const { engine, files, jobs } = platform
  const settings = entityOf(engine.model, 'core/setting')
  const tenants = entityOf(engine.model, 'core/tenant')
  const job = entityOf(engine.model, 'core/job')
  const jobReply = async ({ caller }: Asked, id: string): Promise<Reply> => ({
    status: 202,
    body: await getRecord(engine.database.tenant(caller.tenantId), caller, engine.model, job, id),
  })

  async function exported(asked: Asked): Promise<Reply> {
    const { caller, body } = asked
    if (!mayEverywhere(caller, settings, 'copy', engine.model)) throw denied()
    if (caller.tenantId === platformTenant) throw notForPlatform()
    const sealed = sealPassphrase(engine.keyRing, caller.tenantId, (body as { passphrase: string }).passphrase)
    const id = await engine.database.transaction(caller.tenantId, transaction =>
      jobs.enqueue(transaction, caller, { kind: 'export-tenant', title: '导出本单位数据副本', input: { passphrase: sealed } }),
    )
    return jobReply(asked, id)
  }

  async function imported(asked: Asked): Promise<Reply> {
    const { caller } = asked
    if (!may(caller, tenants, 'import', engine.model)) throw denied()
    const limit = mostOfCopy(platform)
    const part = await formFile(asked.raw, limit)
    if (!part) throw noCopy()
    const sent = textsOf(part.fields)
    const storageKey = `tenants/${caller.tenantId}/copy-${uuid()}`
    const { size } = await files.put(storageKey, part.file, { limit }).catch(refusedSize)
    const { passphrase: words, ...order } = sent
    const id = await engine.database.transaction(caller.tenantId, transaction =>
      jobs.enqueue(transaction, caller, {
        kind: 'import-tenant',
        title: '导入单位数据副本',
        input: { ...order, storageKey, size, passphrase: sealPassphrase(engine.keyRing, caller.tenantId, words!) },
      }),
    )
    return jobReply(asked, id)
  }

  return [
    {
      method: 'POST',
      path: '/api/v1/core/tenant-copies',
      id: 'tenantCopy.export',
      summary: '导出本单位全部数据的加密副本',
      tag: '入驻',
      access: 'full',
      perMinute: 10,
      gate: { entity: settings, action: 'copy' },
      body: { type: 'object', required: ['passphrase'], additionalProperties: false, properties: { passphrase } },
      status: 202,
      reply: { $ref: '#/components/schemas/CoreJob' },
      read: exported,
    },
    {
      method: 'POST',
      path: `${tenants.path}/from-copy`,
      id: 'tenantCopy.import',
      summary: '用单位数据副本建立新租户；文字项须在文件之前',
      tag: '入驻',
      access: 'full',
      gate: { entity: tenants, action: 'import' },
      body: {
        ...importFields,
        required: ['passphrase', 'code', 'file'],
        properties: { ...(importFields['properties'] as Json), file: { type: 'string', contentMediaType: 'application/octet-stream' } },
      },
      bodyCheckedByEngine: true,
      multipart: true,
      status: 202,
      reply: { $ref: '#/components/schemas/CoreJob' },
      read: imported,
    },
  ]
}

/** The texts that came before the file. @throws invalid naming what is missing or wrong */
function textsOf(fields: object): Record<string, string> {
  const sent = Object.fromEntries(
    Object.entries(fields as Record<string, { type?: string; value?: unknown } | undefined>).flatMap(([name, field]) =>
      field?.type === 'field' ? [[name, String(field.value)]] : [],
    ),
  )
  const validate = validatorFor(importFields)
  if (validate(sent)) return sent
  throw invalid(
    undefined,
    (validate.errors ?? []).map(error => ({
      pointer: `${error.instancePath}${error.params['missingProperty'] ? `/${String(error.params['missingProperty'])}` : ''}`,
      code: error.keyword,
      detail: error.keyword === 'required' ? '缺少这一项；它须在文件之前' : '内容不符合要求',
    })),
  )
}

function refusedSize(error: unknown): never {
  throw error instanceof FileError && error.code === 'file.too-large' ? copyTooLarge() : error
}
