import sharp from 'sharp'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { choose } from '../support/choose.ts'
import { startPlatform } from '../support/platform.ts'

const { url, signIn } = await startPlatform(t)
const browser = await openBrowser(t)
const chief = await visit(browser, url)
const admin = await signInAt(chief, 'admin')
const api = await signIn('admin')

const picture = async (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#8c1712' } })
    .png()
    .toBuffer(),
})

async function upload(title: string, name: string) {
  const [chooser] = await Promise.all([admin.waitForEvent('filechooser'), admin.getByRole('button', { name: `上传${title}` }).click()])
  await chooser.setFiles(await picture(name))
  await admin.getByText(`${title}已更换`).waitFor()
}

t.test('a background that an admin uploads is there at the tenant’s own link before anyone is signed in', async t => {
  await admin.goto('/admin/m/core.settings')
  await upload('电脑登录页背景', '登录.png')
  const link = await admin.getByLabel('本单位的登录链接').inputValue()
  const stranger = await visit(browser, url)
  stranger.expectRefusal('/api/v1/session')
  await stranger.page.goto(link)
  await stranger.page.getByRole('button', { name: '登录', exact: true }).waitFor()
  const width = await stranger.page.evaluate(async () => {
    const { loginBackground } = await (await fetch('/api/v1/core/look/demo')).json()
    const image = new Image()
    image.src = loginBackground
    await image.decode()
    return image.naturalWidth
  })
  t.equal(width, 1200)
  t.same(stranger.complaints, [])
})

t.test('the start page is shown in a phone as it will be, and taken away again', async t => {
  await upload('手机启动页', '启动.png')
  const shown = admin.getByRole('img', { name: '手机启动页的预览' })
  await shown.waitFor()
  t.ok((await api.get('/core/settings')).body.data[0].startPage)
  await admin.getByRole('button', { name: '移除手机启动页' }).click()
  await shown.waitFor({ state: 'detached' })
  t.equal((await api.get('/core/settings')).body.data[0].startPage, null)
})

t.test('relief mode and the unit’s name are changed here, and stand in the log in words', async t => {
  await admin.getByRole('switch', { name: '减负合规模式' }).click()
  await admin.getByText('减负合规模式已开启').waitFor()
  t.equal((await api.get('/core/tenant')).body.reliefMode, true)
  await admin.getByLabel('单位名称').fill('澜屏市委员会')
  await admin.getByRole('button', { name: '保存名称' }).click()
  await admin.getByText('已改名').waitFor()
  await admin.goto('/admin/m/core.audit')
  await admin.getByRole('cell', { name: '单位改名' }).first().waitFor()
  await choose(admin, '对象类型', '单位设置')
  await admin.getByRole('button', { name: '查询' }).click()
  await admin.getByRole('cell', { name: '修改', exact: true }).first().waitFor()
  await admin.getByRole('button', { name: '展开行' }).nth(1).click()
  await admin.getByText('减负合规模式').first().waitFor()
  t.same(chief.complaints, [])
})

t.test('an address is told of events once it is entered; its secret is shown once', async t => {
  await admin.goto('/admin/m/core.webhooks')
  await admin.getByText('还没有接收地址').waitFor()
  await admin.getByRole('button', { name: '新增推送' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('名称').fill('协同平台')
  await dialog.getByLabel('接收地址').fill('http://10.0.0.1/inside')
  await dialog.getByLabel('推送的事件').click()
  await admin.keyboard.type('新增党员')
  await admin.getByTitle('新增党员', { exact: true }).first().click()
  await dialog.getByText('新增事件推送').click()
  chief.expectRefusal('/api/v1/core/webhooks')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('应以 https:// 开头').waitFor()
  await dialog.getByLabel('接收地址').fill('https://oa.example.cn/party')
  await dialog.getByRole('button', { name: '保存' }).click()
  const secret = (await admin.getByTestId('secret').textContent())!.trim()
  t.match(secret, /^[\w-]{43}$/)
  await admin.getByRole('button', { name: '已经保存好了' }).click()
  const card = admin.getByRole('region', { name: '协同平台' })
  await card.getByText('新增党员').waitFor()
  t.notOk((await admin.content()).includes(secret))
  await card.getByRole('switch').click()
  await card.getByRole('switch', { checked: false }).waitFor()
  const [webhook] = (await api.get('/core/webhooks')).body.data
  t.match(webhook, { name: '协同平台', state: 'off', events: ['members/member.created'] })
  await admin.getByRole('tab', { name: '推送记录' }).click()
  await admin.getByText('还没有推送过事件').waitFor()
  t.same(chief.complaints, [])
})

t.test('a number that the regulation leaves to the unit is set here, and taken back', async t => {
  await admin.goto('/admin/m/core.settings')
  const days = admin.getByLabel('组织关系介绍信通常的有效期', { exact: true })
  await days.fill('30')
  await admin.getByRole('button', { name: '保存组织关系介绍信通常的有效期' }).click()
  await admin.getByRole('button', { name: '恢复组织关系介绍信通常的有效期' }).waitFor()
  const own = async () => (await api.get(`/core/settings/${(await api.get('/core/settings')).body.data[0].id}`)).body.rules
  t.match(await own(), [{ key: 'transfers.usual-valid-days', value: 30 }])
  await admin.getByRole('button', { name: '恢复组织关系介绍信通常的有效期' }).click()
  await admin.getByRole('button', { name: '恢复组织关系介绍信通常的有效期' }).waitFor({ state: 'detached' })
  t.equal(await days.inputValue(), '90')
  t.same((await own()) ?? [], [])
})
