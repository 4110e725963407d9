import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { choose } from '../support/choose.ts'
import { startPlatform } from '../support/platform.ts'

const { url, signIn } = await startPlatform(t)
const chief = await visit(await openBrowser(t), url)
const admin = await signInAt(chief, 'admin')
const api = await signIn('admin')
const fields = async () =>
  (await api.get('/core/own-fields?sort=position&fields=title,kind,options,position,on')).body.data as Record<string, unknown>[]

async function add(title: string, kind: string, choices: string[] = []) {
  await admin.getByRole('button', { name: '新增字段' }).click()
  await choose(admin, '加在哪类信息上', '党员')
  await choose(admin, '类型', kind)
  await admin.getByLabel('字段名称').fill(title)
  for (const [at, choice] of choices.entries()) {
    if (at > 0) await admin.getByRole('button', { name: '添加选项' }).click()
    await admin.getByLabel(`选项 ${at + 1}`, { exact: true }).fill(choice)
  }
  await admin.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await admin.getByRole('button', { name: `修改${title}` }).waitFor()
}

t.test('an admin adds fields of his own to a kind of record, orders them, and puts one out of use', async t => {
  await admin.goto('/admin/m/core.own-fields')
  await admin.getByText('还没有自定义字段').waitFor()
  await add('籍贯村组', '文字')
  await add('志愿服务意愿', '选项', ['愿意', '暂不'])
  t.match(await fields(), [
    { title: '籍贯村组', kind: 'text' },
    { title: '志愿服务意愿', options: [{ title: '愿意' }, { title: '暂不' }] },
  ])
  const saved = admin.waitForResponse(reply => reply.url().includes('/core/own-fields?') && reply.request().method() === 'GET')
  await admin.getByRole('button', { name: '上移志愿服务意愿' }).click()
  await saved
  t.match(await fields(), [{ title: '志愿服务意愿' }, { title: '籍贯村组' }])
  const off = admin.waitForResponse(reply => reply.request().method() === 'PATCH')
  await admin.getByRole('switch', { name: '启用籍贯村组' }).click()
  t.equal((await off).status(), 200)
  const { body } = await api.get('/core/screens/members/member')
  const titles = body.fields.map((field: { title: string }) => field.title)
  t.ok(titles.includes('志愿服务意愿'))
  t.notOk(titles.includes('籍贯村组'))
  t.same(chief.complaints, [])
})
