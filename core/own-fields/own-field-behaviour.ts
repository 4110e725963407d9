import { lockTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { ownColumn, tableName } from '../database/table-definition.ts'
import type { Entity, EntityKey, Json } from '../declarations/model.ts'
import { isOwnName } from '../declarations/names.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Behaviour, Change, Draft, Writing } from '../records/engine.ts'
import { explanationHeader } from '../spreadsheets/column.ts'
import { headerWord } from '../spreadsheets/header-word.ts'
import { nameFor } from './name.ts'
import { completeOptions, optionProblem } from './options.ts'

type Known = { id: string; entity: string; name: string; title: string }

/** A tenant's own fields as its admin defines them: told to every server at once. */
export const ownFieldBehaviour: Behaviour = {
  async beforeCreate(writing, drafts) {
    const known = await knownFields(writing)
    for (const draft of drafts) {
      const entity = checkedEntity(writing, draft)
      if (!entity) continue
      const beside = known.filter(one => one.entity === entity.key)
      checkCount(writing, draft, beside)
      draft.values['name'] ??= nameFor(
        String(draft.values['title'] ?? ''),
        beside.map(one => one.name),
      )
      checkName(draft)
      if (await isHeldAlready(writing, entity, String(draft.values['name'])))
        note(draft, 'name', { code: 'used-name', detail: '已有记录在这个字段代码下保存过内容，请换一个' })
      checkTitle(draft, entity, beside)
      checkTarget(writing, draft)
      completeOptions(draft.values)
      note(draft, 'options', optionProblem(draft.values))
      known.push({ id: draft.id, entity: entity.key, name: String(draft.values['name']), title: String(draft.values['title']) })
    }
  },
  async beforeUpdate(writing, changes) {
    const known = await knownFields(writing)
    for (const change of changes) {
      const entity = writing.engine.model.entities.get(change.values['entity'] as EntityKey)
      if (entity)
        checkTitle(
          change,
          entity,
          known.filter(one => one.entity === entity.key && one.id !== change.id),
        )
      completeOptions(change.values)
      note(change, 'options', optionProblem(change.values, (change as Change).before))
    }
  },
  async afterWrite({ engine, transaction }) {
    await engine.signals.send(transaction, 'tenant', transaction.tenantId)
  },
}

/** One definition at a time: two could take the same name, or the last place. */
async function knownFields({ transaction }: Writing): Promise<Known[]> {
  await lockTenant(transaction, 'own fields')
  return transaction.run(sql<Known>`select id, entity, name, title from core.own_field where tenant_id = ${transaction.tenantId}`)
}

/** Values of a definition that is gone, as an upgrade that drops an entity takes those that lead to it, may be of another kind. */
async function isHeldAlready({ transaction }: Writing, entity: Entity, name: string): Promise<boolean> {
  const rows = await transaction.run(sql`select 1 from ${sql.raw(tableName(entity.table))} t
    where t.tenant_id = ${transaction.tenantId} and t.${sql.ref(ownColumn)} ->> ${name}::text is not null limit 1`)
  return rows.length > 0
}

function note(draft: Draft, field: string, problem: { code: string; detail: string } | undefined): void {
  if (problem) draft.errors.push({ pointer: `/${field}`, ...problem })
}

function checkedEntity({ engine }: Writing, draft: Draft): Entity | undefined {
  const entity = engine.model.entities.get(draft.values['entity'] as EntityKey)
  if (entity?.extendable) return entity
  if (draft.values['entity']) note(draft, 'entity', { code: 'bad-entity', detail: '该信息不能添加自定义字段' })
  return undefined
}

function checkCount({ engine }: Writing, draft: Draft, beside: Known[]): void {
  const most = Number(engine.model.rules.value('own-field.maximum-per-entity', todayInShanghai()))
  if (beside.length >= most) note(draft, 'entity', { code: 'too-many', detail: `最多添加 ${most} 个自定义字段` })
}

function checkName(draft: Draft): void {
  if (!isOwnName(String(draft.values['name'])))
    note(draft, 'name', { code: 'bad-name', detail: '字段代码应以 own 加大写字母开头，只含字母和数字，如 ownHometown' })
}

/** The title is a sheet's header: the same twice would be no header at all. */
function checkTitle(draft: Draft, entity: Entity, beside: Known[]): void {
  const title = String(draft.values['title'] ?? '')
  const word = headerWord(title)
  const declared = (entity.declared ?? entity).fields.some(field =>
    [field.title, ...field.aliases].some(header => headerWord(header) === word),
  )
  if (title === explanationHeader) note(draft, 'title', { code: 'bad-title', detail: `“${title}”是导入结果的栏目，请换一个名称` })
  else if (declared) note(draft, 'title', { code: 'duplicate-title', detail: `${entity.title}已有“${title}”这一项` })
  else if (beside.some(one => headerWord(one.title) === word))
    note(draft, 'title', { code: 'duplicate-title', detail: `${entity.title}已有名为“${title}”的自定义字段` })
}

/** Own relations lead where own fields may be: to records that the tenant itself keeps. */
function checkTarget({ engine }: Writing, draft: Draft): void {
  const target = draft.values['target'] as (Json[string] & EntityKey) | null | undefined
  if (target && !engine.model.entities.get(target)?.extendable) note(draft, 'target', { code: 'bad-target', detail: '不能关联到该信息' })
}
