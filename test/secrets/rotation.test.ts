import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import { newMasterKey, parseMasterKeys } from '../../core/secrets/master-keys.ts'
import { renewIndex, rotateSecrets } from '../../core/secrets/rotate.ts'
import { newMember } from '../core/new-member.ts'
import type { Client } from '../support/client.ts'
import { revealed } from '../support/reveal.ts'
import { checkout } from '../support/server-process.ts'
import { ownPlugins, testKeys } from '../support/template.ts'
import { databaseCopy, serverWith } from './servers.ts'

const model = loadModel([ownPlugins])
const path = '/members/members'
const nextKey = () => parseMasterKeys(`next:${newMasterKey().split(':')[1]}`, 'test')

/** How many records and versions are sealed how: cipher and key -> number. */
async function sealedBy(owner: pg.Client): Promise<Record<string, number>> {
  const { rows } = await owner.query(`
    select split_part(value, '.', 2) || ' ' || split_part(value, '.', 3) as how, count(*)::int as count from (
      select id_number as value from members.member
      union all select data ->> 'idNumber' from core.record_history where entity = 'members/member') as all_of_them group by 1`)
  return Object.fromEntries(rows.map(row => [row.how, row.count]))
}

const registered = async (owner: pg.Client) => (await owner.query('select id from core.secret_key order by id')).rows.map(row => row.id)

async function someMember(admin: Client): Promise<{ id: string; number: string }> {
  const organizationId = (await admin.get(`${path}?page[size]=1`)).body.data[0].organization.id
  const { body } = await admin.post(path, newMember({ organizationId }))
  return { id: body.id, number: await revealed(admin, path, body.id, 'idNumber') }
}

const idsOf = async (admin: Client, number: string) =>
  (await admin.get(`${path}?filter[idNumber][eq]=${number}`)).body.data.map((one: { id: string }) => one.id)

t.test('everything is sealed anew while servers with either key run and write; then the former key can go', async t => {
  const { url, owner } = await databaseCopy(t)
  const next = nextKey()
  const former = await serverWith(t, url, [...testKeys, ...next])
  const newer = await serverWith(t, url, [...next, ...testKeys])
  const [one, other] = [await someMember(former.admin), await someMember(newer.admin)]
  t.same(await idsOf(newer.admin, one.number), [one.id], 'each finds what the other wrote')
  t.same(await idsOf(former.admin, other.number), [other.id])
  t.equal(await revealed(former.admin, path, other.id, 'idNumber'), other.number)
  const doubled = newMember({ organizationId: (await newer.admin.get(`${path}/${one.id}`)).body.organization.id, idNumber: one.number })
  t.equal((await newer.admin.post(path, doubled)).status, 409, 'and keeps it unique')

  const versionBefore = (await newer.admin.get(`${path}/${one.id}`)).body.version
  let writes = 0
  let over = false
  const writing = (async () => {
    while (!over) {
      const { status } = await newer.admin.patch(`${path}/${other.id}`, { remark: `第 ${writes} 次` })
      if (status !== 200) throw new Error(`a write was refused: ${status}`)
      writes++
    }
  })()
  const rotation = await rotateSecrets(url, model, [...next, ...testKeys], 'aes')
  over = true
  await writing
  t.ok(writes > 0)
  t.match(rotation, { current: 'next', others: 1, unreadable: 0, retired: [] }, 'a server still writes with the former key')
  t.ok(rotation.records >= 1_000 && rotation.versions >= 1_000)
  t.same(Object.keys(await sealedBy(owner)), ['aes next'])
  t.same(await registered(owner), ['next', 'test'])
  t.equal((await newer.admin.get(`${path}/${one.id}`)).body.version, versionBefore, 'nobody changed the record')
  t.equal(await revealed(former.admin, path, one.id, 'idNumber'), one.number)
  t.same(await idsOf(former.admin, one.number), [one.id])

  const late = await someMember(former.admin)
  await former.close()
  const again = await rotateSecrets(url, model, [...next, ...testKeys], 'aes')
  t.match(again, { records: 1, versions: 1, others: 0, retired: ['test'] }, 'what it wrote last, and nothing twice')
  t.same(await registered(owner), ['next'])
  await newer.close()
  const without = await serverWith(t, url, next)
  for (const { id, number } of [one, other, late]) {
    t.equal(await revealed(without.admin, path, id, 'idNumber'), number)
    t.same(await idsOf(without.admin, number), [id])
  }
  t.equal((await without.admin.post(path, doubled)).status, 409)
  t.equal((await without.admin.post(`${path}/${one.id}/transitions/restore-version`, { version: 1 })).status, 200)
})

t.test('a rotation that is killed goes on with what is left', async t => {
  const { url, owner } = await databaseCopy(t)
  const next = nextKey()
  const setting = [...next, ...testKeys].map(key => `${key.id}:${key.secret.toString('base64')}`).join(',')
  const env = { PATH: process.env['PATH'], DATABASE_URL: url, SECRET_KEYS: setting, SECRET_CIPHER: 'sm4' }
  const script = join(checkout, 'scripts/rotate-secrets.ts')
  const before = Object.values(await sealedBy(owner))[0]!
  const broken = spawn(process.execPath, [script], { env, stdio: 'ignore' })
  const ended = new Promise(done => broken.once('exit', done))
  while (broken.exitCode === null && !('sm4 next' in (await sealedBy(owner)))) await new Promise(done => setTimeout(done, 5))
  broken.kill('SIGKILL')
  await ended
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env })
  t.match(stdout, /当前密钥 next/)
  t.same(await sealedBy(owner), { 'sm4 next': before })
  const server = await serverWith(t, url, next)
  const [{ id }] = (await server.admin.get(`${path}?page[size]=1`)).body.data
  const number = await revealed(server.admin, path, id, 'idNumber')
  t.match(number, /^\d{17}[\dX]$/, 'SM4 is read whatever the setting')
  t.same(await idsOf(server.admin, number), [id])
})

t.test('a value that was tampered with is told, stays as it is, and keeps the former key', async t => {
  const { url, owner } = await databaseCopy(t)
  await owner.query(
    `update members.member set id_number = (select max(id_number) from members.member) where id = (select id from members.member order by id limit 1)`,
  )
  const rotation = await rotateSecrets(url, model, [...nextKey(), ...testKeys], 'aes')
  t.match(rotation, { unreadable: 1, retired: [] })
  t.equal((await sealedBy(owner))['aes test'], 1)
})

t.test('the index gets a new key only while no server runs, and finds everything afterwards', async t => {
  const { url, owner } = await databaseCopy(t)
  const hashes = async () =>
    (await owner.query('select id_number_index from members.member order by id')).rows.map(row => row.id_number_index)
  const before = await hashes()
  const server = await serverWith(t, url, testKeys)
  const known = await someMember(server.admin)
  await t.rejects(renewIndex(url, model, testKeys, 'sm4'), { message: /先停止/ })
  await server.close()
  t.ok((await renewIndex(url, model, testKeys, 'sm4')) > 1_000)
  const after = await hashes()
  t.equal(new Set([...before, ...after]).size, before.length + after.length, 'every hash is another')
  const again = await serverWith(t, url, testKeys)
  t.same(await idsOf(again.admin, known.number), [known.id])
  const organizationId = (await again.admin.get(`${path}/${known.id}`)).body.organization.id
  t.equal((await again.admin.post(path, newMember({ organizationId, idNumber: known.number }))).status, 409)
})
