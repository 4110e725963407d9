import { Readable } from 'node:stream'
import pg from 'pg'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { examine } from './examine.ts'

// The owner does what no server can: it writes past triggers and keys, as a fault of the disk or of a program of ours might.
const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
t.teardown(() => owner.end())
await owner.query(`set session_replication_role = replica`)

const { rows } = await owner.query<{ tenant: string; member: string; branch: string; honor: string; parent: string }>(`
  select m.tenant_id as tenant, m.id as member, m.organization_id as branch, h.id as honor, o.parent_id as parent
  from members.member m join honors.member_honor h on h.tenant_id = m.tenant_id and h.member_id = m.id
  join core.organization o on o.tenant_id = m.tenant_id and o.id = m.organization_id limit 1`)
const { tenant, member, branch, honor, parent } = rows[0]!
const upload = await admin.upload('/core/files', { name: 'a.txt', content: Buffer.from('一份材料') })
const file: string = upload.body.id
const nowhere = '01900000-0000-7000-8000-000000000000'

/** What is broken on purpose, how it is mended, and which rules say so. */
const damages: { title: string; break: string; mend: string; told: [check: string, id: string][] }[] = [
  {
    title: 'an organization whose path is not below its parent',
    break: `update core.organization set path = '0000zzz' || right(path, 7) where id = '${branch}'`,
    mend: `update core.organization o set path = p.path || right(o.path, 7) from core.organization p where o.id = '${branch}' and p.id = o.parent_id`,
    told: [['tree.paths', branch]],
  },
  {
    title: 'a circle of two organizations',
    break: `update core.organization set parent_id = '${branch}' where id = '${parent}'`,
    mend: `update core.organization o set parent_id = (select p.id from core.organization p where p.tenant_id = o.tenant_id and p.path = left(o.path, -7)) where id = '${parent}'`,
    told: [['tree.paths', parent]],
  },
  {
    title: 'a second root',
    break: `update core.organization set parent_id = null where id = '${branch}'`,
    mend: `update core.organization set parent_id = '${parent}' where id = '${branch}'`,
    told: [
      ['tree.one-root', ''],
      ['tree.paths', branch],
    ],
  },
  {
    title: 'a count that differs from the rows',
    break: `update core.organization_count set records = records + 1 where entity = 'members/member' and organization_id = '${branch}'`,
    mend: `update core.organization_count set records = records - 1 where entity = 'members/member' and organization_id = '${branch}'`,
    told: [['count members/member', branch]],
  },
  {
    title: 'a relation to what is not there',
    break: `update honors.member_honor set member_id = '${nowhere}' where id = '${honor}'`,
    mend: `update honors.member_honor set member_id = '${member}' where id = '${honor}'`,
    told: [['relation honors/member-honor memberId', honor]],
  },
  {
    title: 'an account that does not follow its person',
    break: `update core."user" set name = name || '改' where id = (select user_id from members.member where id = '${member}')`,
    mend: `update core."user" set name = left(name, -1) where id = (select user_id from members.member where id = '${member}')`,
    told: [['account members/member', member]],
  },
  {
    title: 'a name to sign in by that is lost',
    break: `create temporary table lost as select * from core.sign_in_name where user_id = (select user_id from members.member where id = '${member}');
      delete from core.sign_in_name where user_id = (select user_id from members.member where id = '${member}')`,
    mend: `insert into core.sign_in_name select * from lost`,
    told: [['sign-in-names', '']],
  },
  {
    title: 'a record that was written and is gone',
    break: `create temporary table gone as select * from honors.member_honor where id = '${honor}'; delete from honors.member_honor where id = '${honor}'`,
    mend: `insert into honors.member_honor select * from gone`,
    told: [['history honors/member-honor', honor]],
  },
  {
    title: 'a record that is older than its history',
    break: `update honors.member_honor set version = 0 where id = '${honor}'`,
    mend: `update honors.member_honor set version = 1 where id = '${honor}'`,
    told: [['history honors/member-honor', honor]],
  },
  {
    title: 'an entry that is missing from the audit',
    break: `create temporary table unsaid as select * from core.audit_entry where record_id = '${honor}'; delete from core.audit_entry where record_id = '${honor}'`,
    mend: `insert into core.audit_entry select * from unsaid`,
    told: [['history.in-audit', honor]],
  },
  {
    title: 'a file of another length',
    break: `update core.file set size = size + 1 where id = '${file}'`,
    mend: `update core.file set size = size - 1 where id = '${file}'`,
    told: [['files.stored', file]],
  },
  {
    title: 'a file that is not in the store',
    break: `update core.file set storage_key = storage_key || 'x' where id = '${file}'`,
    mend: `update core.file set storage_key = left(storage_key, -1) where id = '${file}'`,
    told: [['files.stored', file]],
  },
  {
    title: 'a job that nothing will take up',
    break: `insert into core.job (tenant_id, id, kind, title, state) values ('${tenant}', '${nowhere}', 'import', '导入', 'running')`,
    mend: `delete from core.job where id = '${nowhere}'`,
    told: [['jobs.will-end', nowhere]],
  },
  {
    title: 'a job noted as open that is not there',
    break: `insert into core.open_job values ('${tenant}', '${nowhere}')`,
    mend: `delete from core.open_job where job_id = '${nowhere}'`,
    told: [['jobs.open-ones-are-open', nowhere]],
  },
  {
    title: 'a job that ended without a result',
    break: `insert into core.job (tenant_id, id, kind, title, state, ended_at) values ('${tenant}', '${nowhere}', 'import', '导入', 'done', now())`,
    mend: `delete from core.job where id = '${nowhere}'`,
    told: [['jobs.have-ended', nowhere]],
  },
  {
    title: 'a key without its answer',
    break: `insert into core.idempotency_key (tenant_id, user_id, key, request_hash) values ('${tenant}', '${nowhere}', 'k', 'h')`,
    mend: `delete from core.idempotency_key where user_id = '${nowhere}'`,
    told: [['idempotency.answered', nowhere]],
  },
]

for (const damage of damages)
  t.test(`it finds ${damage.title}`, async t => {
    await owner.query(damage.break)
    const { findings } = await examine(platform)
    await owner.query(damage.mend)
    for (const [check, id] of damage.told) {
      const finding = findings.find(one => one.check === check && one.tenant === tenant)
      t.ok(finding, check)
      if (id)
        t.ok(
          finding?.offenders.some(offender => offender.id === id),
          `${check} names ${id}: ${JSON.stringify(finding)}`,
        )
    }
    t.strictSame((await examine(platform)).findings, [], 'mended, nothing is wrong')
  })

t.test('a file that no row names is told with its age, and is no fault', async t => {
  const { files } = platform.app.platform
  const key = `tenants/${tenant}/${nowhere}`
  await files.put(key, Readable.from(['left by a crash']), { limit: 100 })
  t.match(await examine(platform), { findings: [], leftOver: [{ key, hours: 0 }], leftOverTotal: 1 })
  await files.remove(key)
  t.match(await examine(platform), { leftOver: [], leftOverTotal: 0 })
})
