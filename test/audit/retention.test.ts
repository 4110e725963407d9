import t from 'tap'
import { v7 as uuid } from 'uuid'
import { turnMonths } from '../../core/audit/retention.ts'
import { bringInAudit, writeAudit } from '../../core/audit/write-audit.ts'
import { tenantId } from '../../core/database/database.ts'
import { oldestMonth } from '../../core/database/partitions.ts'
import { addMonths, todayInShanghai } from '../../core/identity/dates.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { startPlatform } from '../support/platform.ts'
import { chainOf } from './chain.ts'

const platform = await startPlatform(t)
const chain = await chainOf(t, platform)
const demo = tenantId(chain.tenant)
const { engine } = platform.app.platform
const order = { ownerUrl: platform.ownerUrl, model: engine.model, keys: engine.keyRing }

const monthsAgo = (months: number) => addMonths(`${todayInShanghai().slice(0, 7)}-01`, -months).slice(0, 7)
const idIn = (month: string) => uuid({ msecs: Date.parse(`${month}-15T08:00:00Z`) })
const months = Number(engine.model.rules.value('audit.keep-months', todayInShanghai()))
const old = {
  partition: idIn(monthsAgo(months + 3)),
  rest: idIn(monthsAgo(months + 2)),
  newest: idIn(monthsAgo(months + 1)),
  kept: idIn(monthsAgo(months)),
  spare: idIn(monthsAgo(7)),
  lawful: idIn(monthsAgo(6)),
}

/** A month from before this database began, with a partition of its own as it once had. */
async function partitionOf(table: string, month: string): Promise<string> {
  const next = addMonths(`${month}-01`, 1).slice(0, 7)
  const name = `core.${table}_${month.replace('-', '_')}`
  await chain.owner.query(
    `create table ${name} partition of core.${table} for values from ('${oldestMonth(month)}') to ('${oldestMonth(next)}')`,
  )
  return name
}
const partition = await partitionOf('audit_entry', monthsAgo(months + 3))
const fromElsewhere = Object.values(old).map(id => ({
  id,
  action: 'sign-in',
  version: 1,
  created_at: '2020-01-01T00:00:00Z',
  updated_at: '2020-01-01T00:00:00Z',
}))
await engine.database.transaction(demo, async transaction => {
  await bringInAudit({ engine, transaction }, fromElsewhere)
  await writeAudit({ engine, transaction, caller: platformCaller(demo) }, [
    { action: 'bring-in', changes: { entries: fromElsewhere.length } },
  ])
})

const standing = async (table: string) => {
  const { rows } = await chain.owner.query(`select id from core.${table} where tenant_id = $1 and id < $2 order by id`, [
    demo,
    oldestMonth(monthsAgo(0)),
  ])
  return rows.map(row => String(row.id))
}
const exists = async (name: string) => (await chain.owner.query('select to_regclass($1) is not null as exists', [name])).rows[0].exists

t.test('entries from another installation are sealed as they came, and as such', async t => {
  const { findings, remarkable } = await chain.verdict()
  t.strictSame(findings, [])
  t.strictSame(
    remarkable.map(seal => seal.kind),
    ['brought-in'],
  )
  t.match((await chain.after([[`update core.audit_entry set action = 'x' where id = $1`, [old.kept]]])).findings, [
    { kind: 'entry-changed', entry: old.kept },
  ])
})

t.test('an entry may not be gone before it is old enough, however old it is', async t => {
  const { findings } = await chain.after([['delete from core.audit_entry where id = $1', [old.rest]]])
  t.match(findings, [{ kind: 'entry-removed', entry: old.rest }])
})

t.test('months older than the rule says go, and the chain says so', async t => {
  await turnMonths(order)
  t.strictSame(await standing('audit_entry'), [old.kept, old.spare, old.lawful], 'three whole years are kept')
  t.notOk(await exists(partition))
  const { findings, remarkable } = await chain.verdict()
  t.strictSame(findings, [])
  t.match(remarkable.at(-1), { kind: 'retention', details: { before: oldestMonth(monthsAgo(months)) } })
  await turnMonths(order)
  t.equal((await chain.verdict()).remarkable.length, remarkable.length, 'once for a month')
})

t.test('what retention explains is that alone', async t => {
  t.match((await chain.after([['delete from core.audit_entry where id = $1', [old.kept]]])).findings, [
    { kind: 'entry-removed', entry: old.kept },
  ])
  const seal = 'select number from core.audit_seal where tenant_id = $1 and kind = $2'
  const { findings } = await chain.after([
    [`delete from core.audit_seal where (tenant_id, number) in (select $1, number from (${seal}) s)`, [demo, 'retention']],
  ])
  for (const id of [old.partition, old.rest, old.newest])
    t.ok(
      findings.some(finding => finding.kind === 'entry-removed' && finding.entry === id),
      'without its seal it is missed',
    )
  const back = await chain.after([
    [`insert into core.audit_entry (tenant_id, id, action) values ($1, $2, 'x')`, [demo, idIn(monthsAgo(months + 2))]],
  ])
  t.match(back.findings, [{ kind: 'entry-added' }], 'nor does an old date let anything in')
})

t.test('a rule below what the law asks for does not shorten it: six whole months are kept', async t => {
  const { rules } = engine.model
  const hasty = { ...rules, value: (key: string, date: string) => (key === 'audit.keep-months' ? 1 : rules.value(key, date)) }
  await turnMonths({ ...order, model: { ...engine.model, rules: hasty } })
  t.strictSame(await standing('audit_entry'), [old.lawful])
  t.strictSame((await chain.verdict()).findings, [])
})

t.test('versions of records are kept as long as their entity declares', async t => {
  const usual = Number(engine.model.rules.value('history.keep-months', todayInShanghai()))
  const ancient = await partitionOf('record_history', monthsAgo(usual + 1))
  const versions = [
    ['core/user', monthsAgo(usual + 1)],
    ['core/user', monthsAgo(usual + 2)],
    ['core/user', monthsAgo(7)],
    ['core/shortcut', monthsAgo(7)],
    ['core/shortcut', monthsAgo(6)],
  ].map(([entity, month]) => ({ entity, id: idIn(month!) }))
  for (const { entity, id } of versions)
    await chain.owner.query(
      `insert into core.record_history (tenant_id, id, entity, record_id, version, action, changed, data) values ($1, $2, $3, $2, 1, 'create', '{}', '{}')`,
      [demo, id, entity],
    )
  await turnMonths(order)
  t.strictSame((await standing('record_history')).sort(), [versions[2]!.id, versions[4]!.id].sort())
  t.notOk(await exists(ancient))
})

t.test('events go with their month, once nothing of it is left to be done', async t => {
  const kept = Number(engine.model.rules.value('event.keep-months', todayInShanghai()))
  const [waitedFor, older] = [kept + 1, kept + 3].map(months => monthsAgo(months))
  const partitions = [await partitionOf('event', waitedFor!), await partitionOf('event', older!)]
  const event = idIn(waitedFor!)
  await chain.owner.query(
    `insert into core.pending_reaction (tenant_id, id, reaction, event_id, due_at) values ($1, $2, 'core/later', $2, 'infinity')`,
    [demo, event],
  )
  await turnMonths(order)
  t.strictSame(await Promise.all(partitions.map(exists)), [true, false])
  await chain.owner.query('delete from core.pending_reaction where id = $1', [event])
  await turnMonths(order)
  t.strictSame(await Promise.all(partitions.map(exists)), [false, false])
})
