import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { sql } from '../database/sql.ts'
import type { Entity } from '../declarations/model.ts'
import { entityOf } from '../declarations/model.ts'
import { FileError } from '../files/file-error.ts'
import { formFile } from '../files/form-file.ts'
import { takenBackWith } from '../files/taken-back.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { decideRead, denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { findRecords, readFound } from '../records/found.ts'
import { getRecord } from '../records/get.ts'
import { listParameters } from '../records/list-document.ts'
import { leaf, readListQuery } from '../records/list-query.ts'
import { badQuery, notFound } from '../records/problems.ts'
import type { QueryTree } from '../records/query-string.ts'
import { isUuid } from '../records/relations.ts'
import { schemaName } from '../records/reply-schema.ts'
import { reasonSchema } from '../records/reveal.ts'
import { secretFields } from '../records/secret-values.ts'
import { validatorFor } from '../records/validate.ts'
import { writeTemplate } from '../spreadsheets/template.ts'
import { exportable, exportColumns, importColumns, isExportable } from './columns.ts'
import type { ImportOrder } from './import-job.ts'
import { longestMatching, readMatching } from './matching.ts'
import { download, sheetParameters, sheetReply, sheetWanted, xlsx } from './sheet-reply.ts'
import { toldQuery } from './told-query.ts'

const noFile = defineProblem('import.no-file', 422, '请选择要导入的文件')
const tooLarge = defineProblem('import.too-large', 413, '文件太大，请拆分后分批导入')

type KeptFile = Pick<ImportOrder, 'storageKey' | 'fileName'>

/** Spreadsheets of an entity, by its declaration alone: template, import, export. */
export function sheetOperations(platform: Platform, entity: Entity): Operation[] {
  const { engine } = platform
  const name = schemaName(entity)
  const at = (id: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}.${id}`
  const common = { tag: entity.title, access: 'full' as const }
  const secrets = secretFields(entity)
  const limit = Math.min(platform.uploadBytes, Number(engine.model.rules.value('file.maximum-megabytes', todayInShanghai())) * 1_048_576)

  const template: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/template`,
    id: at('template'),
    summary: `${entity.title}导入模板`,
    gate: { entity, action: 'import' },
    reply: { contentType: xlsx },
    read: async asked => {
      if (!may(asked.caller, entity, 'import', engine.model)) throw denied()
      return {
        headers: download(`${entity.title}导入模板.xlsx`, xlsx),
        body: await writeTemplate({ title: entity.title, columns: importColumns(entityOf(asked.engine.model, entity.key)) }),
      }
    },
  }

  const importing: Operation = {
    ...common,
    method: 'POST',
    path: `${entity.path}/import`,
    id: at('import'),
    summary: `导入${entity.title}；dryRun=true 只检查，from 用先前检查过的文件`,
    gate: { entity, action: 'import' },
    query: [
      { name: 'dryRun', in: 'query', schema: { type: 'string', enum: ['true', 'false'] } },
      { name: 'from', in: 'query', schema: { type: 'string', format: 'uuid' } },
      {
        name: 'columns',
        in: 'query',
        description: '表头与字段不同名时，各是哪个字段：JSON，如 {"人员姓名":"name","序号":null}；null 表示不读',
        schema: { type: 'string', maxLength: longestMatching },
      },
    ],
    body: { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } },
    bodyCheckedByEngine: true,
    multipart: true,
    status: 202,
    reply: { $ref: '#/components/schemas/CoreJob' },
    read: async asked => {
      const { caller } = asked
      if (!may(caller, entity, 'import', engine.model)) throw denied()
      const unknown = Object.keys(asked.query).find(parameter => !['dryRun', 'from', 'columns'].includes(parameter))
      if (unknown) throw badQuery(`不认识的查询参数“${unknown}”，可用：dryRun、from、columns`)
      const matching = readMatching(leaf(asked.query, 'columns'), importColumns(entityOf(asked.engine.model, entity.key)))
      const earlier = await earlierFile(asked)
      const file = earlier ?? (await keepUpload(asked))
      const starting = engine.database.transaction(caller.tenantId, transaction =>
        platform.jobs.enqueue(transaction, caller, {
          kind: 'import',
          title: `导入${entity.title}`,
          input: { entity: entity.key, ...file, dryRun: leaf(asked.query, 'dryRun') === 'true', matching },
        }),
      )
      const id = await (earlier ? starting : takenBackWith(starting, platform.files, file.storageKey))
      return {
        status: 202,
        body: await getRecord(engine.database.tenant(caller.tenantId), caller, engine.model, entityOf(engine.model, 'core/job'), id),
      }
    },
  }

  async function keepUpload(asked: Asked): Promise<KeptFile> {
    const part = await formFile(asked.raw, limit)
    if (!part) throw noFile()
    const storageKey = `tenants/${asked.caller.tenantId}/import-${uuid()}`
    try {
      await platform.files.put(storageKey, part.file, { limit })
    } catch (error) {
      throw error instanceof FileError && error.code === 'file.too-large' ? tooLarge() : error
    }
    return { storageKey, fileName: part.filename.slice(-200).toWellFormed() }
  }

  /** The file of a dry run by the same person, so that it need not be sent twice. */
  async function earlierFile({ query, caller }: Asked): Promise<KeptFile | undefined> {
    const from = leaf(query, 'from')
    if (from === undefined) return undefined
    if (!isUuid(from)) throw badQuery('from 不是有效的编号')
    const [row] = await engine.database.tenant(caller.tenantId).run(sql<{ input: ImportOrder }>`
      select input from core.job where tenant_id = ${caller.tenantId} and id = ${from} and kind = 'import' and created_by = ${caller.userId}`)
    if (row?.input.entity !== entity.key) throw notFound('没有这次导入检查')
    return { storageKey: row.input.storageKey, fileName: row.input.fileName }
  }

  const exporting: Operation = {
    ...common,
    method: 'GET',
    path: `${entity.path}/export`,
    id: at('export'),
    summary: `导出${entity.title}`,
    gate: { entity, action: 'export' },
    query: [
      ...listParameters(entity).filter(parameter => !['page', 'count', 'include'].includes(String(parameter['name']))),
      ...sheetParameters,
      ...(secrets.length > 0
        ? [{ name: 'reveal', in: 'query', description: '填写事由，则加密字段按完整内容导出', schema: reasonSchema }]
        : []),
    ],
    reply: { contentType: xlsx },
    read: asked => exported(asked),
  }

  async function exported({ caller, query: tree, engine }: Asked): Promise<Reply> {
    const { model, database } = engine
    const here = entityOf(model, entity.key)
    const wanted = sheetWanted(tree)
    const reason = reasonIn(tree)
    const query = readListQuery(here, tree, ['format', 'encoding', ...(secrets.length > 0 ? ['reveal'] : [])])
    const chosen = leaf(tree, 'fields') === undefined ? exportable(here) : query.fields.filter(isExportable)
    // Refused before the first byte: after that only the connection can tell.
    const decision = decideRead(caller, here, model, 'export')
    const fields = chosen.filter(field => decision.columns.length > 0 || decision.shownIn({})(field) !== 'hidden')
    const connection = database.tenant(caller.tenantId)
    const revealing = reason === undefined ? undefined : decideRead(caller, here, model, 'reveal')
    const found = await findRecords(connection, caller, model, here, query, 'export')
    const revealed = fields.filter(field => field.secret).map(field => field.name)
    await database.transaction(caller.tenantId, transaction =>
      writeAudit({ engine, transaction, caller }, [
        { action: 'export', entity: entity.key, recordLabel: entity.title, changes: { query: toldQuery(entity, tree) } },
        ...(revealing
          ? [{ action: 'reveal', entity: entity.key, recordLabel: entity.title, changes: { fields: revealed, reason, count: found.count } }]
          : []),
      ]),
    )
    const rows = readFound(connection, caller, model, here, found, fields, revealing)
    return sheetReply(wanted, entity.title, exportColumns(fields), rows)
  }

  function reasonIn(tree: QueryTree): string | undefined {
    const reason = leaf(tree, 'reveal')
    if (reason !== undefined && !validatorFor(reasonSchema)(reason)) throw badQuery('reveal 应填写查看事由，2 到 200 个字')
    return reason
  }

  return [...(entity.actions.has('import') ? [template, importing] : []), ...(entity.actions.has('export') ? [exporting] : [])]
}
