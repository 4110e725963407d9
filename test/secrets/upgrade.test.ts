import type pg from 'pg'
import t from 'tap'
import { tenantId } from '../../core/database/database.ts'
import { openKeyRing } from '../../core/secrets/key-register.ts'
import { tenantSecrets } from '../../core/secrets/tenant-secrets.ts'
import { newMember } from '../core/new-member.ts'
import { revealed } from '../support/reveal.ts'
import { testKeys } from '../support/template.ts'
import { placesOf } from './dump.ts'
import { databaseCopy, serverWith } from './servers.ts'

const path = '/members/members'

/** Puts the numbers back in plain, as they stood before the field was a secret: wherever they were, for every other member. */
async function asBefore(url: string, owner: pg.Client): Promise<void> {
  const ring = await openKeyRing(url, testKeys, 'aes')
  const { rows } = await owner.query('select tenant_id, id, id_number from members.member order by id')
  const plain = rows.map(row => ({ ...row, number: tenantSecrets(ring, tenantId(row.tenant_id)).open(row.id_number, row.id) }))
  await owner.query(`delete from core.applied where name = 'model' or name like 'secret %' or name = 'audit sealing'`)
  await owner.query('alter table members.member drop column id_number_index')
  const half = plain.filter((_, at) => at % 2 === 0)
  await owner.query('create temp table plain as select * from unnest($1::uuid[], $2::text[]) as plain(id, number)', [
    half.map(one => one.id),
    half.map(one => one.number),
  ])
  await owner.query('update members.member t set id_number = p.number from plain p where t.id = p.id')
  await owner.query(
    `update core.record_history t set data = jsonb_set(data, '{idNumber}', to_jsonb(p.number)) from plain p where t.record_id = p.id`,
  )
  await owner.query(`update core.audit_entry t set changes = jsonb_set(changes, '{idNumber}', jsonb_build_array(null, p.number))
    from plain p where t.record_id = p.id::text`)
  await owner.query('create unique index member_id_number_unique on members.member (tenant_id, id_number) where deleted_at is null')
}

t.test('a database with plain numbers is sealed before anything is served', async t => {
  const { url, owner } = await databaseCopy(t)
  const first = await serverWith(t, url, testKeys)
  const organizationId = (await first.admin.get(`${path}?page[size]=1`)).body.data[0].organization.id
  const made = newMember({ organizationId })
  const number = String(made['idNumber'])
  const keyed = { headers: { 'idempotency-key': 'before' } }
  const { body: member } = await first.admin.post(path, made, keyed)
  const { body: organization } = await first.admin.get(`/core/organizations/${organizationId}`)
  const sheet = `党组织名称,姓名,身份证号,党员类别,入党日期\n${organization.name},秦试,${number},正式党员,2010-07-01\n`
  const job = await first.admin.import(path, { name: '党员.csv', content: Buffer.from(sheet) }, '?dryRun=true')
  await first.admin.get(`${path}/export?format=csv&filter[idNumber][eq]=${number}`)
  await first.close()
  await asBefore(url, owner)
  // What is kept of requests, as it was kept then.
  await owner.query(`update core.idempotency_key set reply = jsonb_set(reply, '{body,idNumber}', to_jsonb($1::text))`, [number])
  await owner.query(`update core.job set result = jsonb_set(result, '{preview,0,idNumber}', to_jsonb($2::text)) where id = $1`, [
    job.id,
    number,
  ])
  await owner.query(
    `update core.audit_entry set changes = jsonb_set(changes, '{query,filter,idNumber,eq}', to_jsonb($1::text)) where action = 'export'`,
    [number],
  )
  await owner.query(`update members.member set id_number = $2 where id = $1`, [member.id, number])
  await owner.query(`update core.record_history set data = jsonb_set(data, '{idNumber}', to_jsonb($2::text)) where record_id = $1`, [
    member.id,
    number,
  ])
  const { rows } = await owner.query(`select id_number from members.member where id_number not like '~1.%' limit 400`)
  const numbers = rows.map(row => row.id_number)
  t.equal(numbers.length, 400)
  t.strictSame((await placesOf(url, [number])).sort(), [
    'core.audit_entry.changes',
    'core.idempotency_key.reply',
    'core.job.result',
    'core.record_history.data',
    'members.member.id_number',
  ])

  const [one, other] = await Promise.all([serverWith(t, url, testKeys), serverWith(t, url, testKeys)])
  t.same(await placesOf(url, numbers), [], 'no table holds any of them')
  const { rows: sealed } = await owner.query(
    `select count(*)::int as count from members.member where id_number not like '~1.aes.test.%' or id_number_index is null`,
  )
  t.equal(sealed[0].count, 0)
  t.equal(
    (await owner.query(`select to_regclass('members.member_id_number_unique') as name`)).rows[0].name,
    null,
    'the plain index is gone',
  )
  t.equal(await revealed(one.admin, path, member.id, 'idNumber'), number)
  t.match((await other.admin.get(`${path}?filter[idNumber][eq]=${number}`)).body.data, [{ id: member.id, idNumber: /\*{8}/ }])
  t.equal((await other.admin.post(path, newMember({ organizationId, idNumber: number }))).status, 409)
  t.match((await one.admin.post(path, made, keyed)).status, /201|422/, 'a repeated request does nothing twice')
  t.match((await one.admin.get(`/core/jobs/${job.id}`)).body.result.preview, [{ idNumber: /^\d{6}\*{8}/ }])
  const { body: history } = await one.admin.get(`${path}/${member.id}/history`)
  t.match(history.data[0].data.idNumber, /^\d{6}\*{8}/)
  t.equal((await one.admin.patch(`${path}/${member.id}`, { idNumber: newMember({ organizationId })['idNumber'], sex: null })).status, 200)
  t.equal((await one.admin.post(`${path}/${member.id}/transitions/restore-version`, { version: 1 })).status, 200)
  t.equal(await revealed(one.admin, path, member.id, 'idNumber'), number, 'its first version too')

  const before = (await owner.query('select id_number from members.member order by id')).rows
  await serverWith(t, url, testKeys)
  t.same((await owner.query('select id_number from members.member order by id')).rows, before, 'once is enough')
})
