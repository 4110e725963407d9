import { join } from 'node:path'
import type { Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

const plugins = [join(import.meta.dirname, 'fixtures/every-field')]
/** A picture of one point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const document = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** Types what is searched for and takes the first that is found, by keyboard. */
async function pick(page: Page, label: string, typed: string, found: string | RegExp, keys = ['ArrowDown', 'Enter']): Promise<void> {
  await field(page, label).fill(typed)
  await page.locator('.ant-select-dropdown:visible').getByText(found).first().waitFor()
  for (const key of keys) await page.keyboard.press(key)
}

t.test('forms of every field and layout', async t => {
  const platform = await startPlatform(t, { plugins })
  const admin = await platform.signIn('admin')
  const visitor = await visit(await openBrowser(t), platform.url)
  const page = await signInAt(visitor, 'admin')
  const save = () => page.getByRole('button', { name: '保存', exact: true }).click()
  const newest = async (path: string) => {
    const [first] = (await admin.get(`${path}?sort=-createdAt&page[size]=1`)).body.data
    return (await admin.get(`${path}/${first.id}`)).body
  }

  await t.test('every kind of field takes its value, and the record holds it', async t => {
    await page.goto('/admin/m/specimens.specimens/new')
    await pick(page, '党组织', '支部', /支部/)
    await field(page, '单行文字').fill('甲样本')
    await field(page, '多行文字').fill('第一行\n第二行')
    await field(page, '电子邮箱').fill('a@example.com')
    await field(page, '网址').fill('https://example.com/a')
    await field(page, '电话').fill('19900001111')
    await field(page, '标签').fill('红，黄，')
    await field(page, '整数').fill('7')
    await field(page, '小数').fill('1.25')
    await field(page, '有默认的是否').click()
    await page.getByRole('radio', { name: '否' }).check()
    await field(page, '日期').fill('20250203')
    await field(page, '时间').fill('2025-02-03 09:30')
    await page.keyboard.press('Tab')
    await pick(page, '字典', '女', '女')
    await pick(page, '分级字典', '一号', '东区一号楼', ['ArrowDown', 'ArrowDown', 'Enter'])
    await pick(page, '经办人', '管理员', /管理员/)
    await field(page, '编码').fill('B-1')
    t.equal(await field(page, '说明').inputValue(), '样本：甲样本', 'a default follows what it is made from')
    await page.locator('input[data-field=picture]').setInputFiles({ name: '点.png', mimeType: 'image/png', buffer: picture })
    await page.getByRole('img', { name: '点.png' }).waitFor()
    await page.locator('input[data-field=attachments]').setInputFiles({ name: '文.pdf', mimeType: 'application/pdf', buffer: document })
    await page.getByRole('link', { name: /文\.pdf/ }).waitFor()
    await save()
    await page.getByRole('heading', { name: '甲样本', exact: true }).waitFor()
    const held = await newest('/specimens/specimens')
    t.match(held, {
      shortText: '甲样本',
      longText: '第一行\n第二行',
      email: 'a@example.com',
      address: 'https://example.com/a',
      phone: '19900001111',
      tags: ['红', '黄'],
      wholeNumber: 7,
      decimal: 1.25,
      usuallyNo: true,
      openQuestion: false,
      day: '2025-02-03',
      moment: '2025-02-03T01:30:00.000Z',
      sex: '2',
      place: '11',
      remark: '样本：甲样本',
      serial: 'B-1',
    })
    t.ok(held.organization.id && held.user.id && held.picture)
    t.equal(held.attachments.length, 1)
  })

  await t.test('a PDF opens in a dialog where the browser can show one, and is framed by our pages alone', async t => {
    const [{ id, attachments }] = (await admin.get('/specimens/specimens?filter[shortText][eq]=甲样本')).body.data
    const address = `/api/v1/core/files/${attachments[0]}/content`
    const able = await page.context().newPage()
    // The Chromium of the tests has no viewer of its own.
    await able.addInitScript(() => Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { get: () => true }))
    await able.goto(`/admin/m/specimens.specimens/${id}`)
    await able.getByRole('button', { name: /文\.pdf/ }).click()
    const dialog = able.getByRole('dialog', { name: '文.pdf' })
    t.equal(await dialog.locator('iframe').getAttribute('src'), address)
    t.equal(await dialog.getByRole('link', { name: '在新窗口打开' }).getAttribute('href'), address)
    await dialog.getByRole('button', { name: '关闭' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await able.close()
    const policy = async (file: string) => (await admin.get(`/core/files/${file}/content`)).headers.get('content-security-policy')
    t.equal(await policy(attachments[0]), "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    const [{ picture: image }] = (await admin.get('/specimens/specimens?filter[shortText][eq]=甲样本')).body.data
    t.match(await policy(image), /sandbox/, 'whatever else it is stays in the sandbox')
  })

  await t.test('its page shows all of it, and its form begins with it', async t => {
    await page.getByText('2025-02-03 09:30').waitFor()
    await page.getByRole('button', { name: '点.png' }).press('Enter')
    const large = page.getByRole('dialog', { name: '点.png' })
    await large.getByRole('img', { name: '点.png' }).waitFor()
    await page.keyboard.press('Escape')
    await large.waitFor({ state: 'hidden' })
    t.equal(await page.getByRole('link', { name: 'https://example.com/a' }).getAttribute('rel'), 'noreferrer')
    await page.getByRole('button', { name: '修改' }).click()
    t.equal(await field(page, '小数').inputValue(), '1.25')
    t.match(await page.locator('[data-path=serial]').textContent(), /B-1.*创建后不能修改/s)
    await field(page, '网址').fill('')
    await page.getByRole('button', { name: '移除第 1 个文件' }).last().click()
    await save()
    await page.getByRole('heading', { name: '甲样本', exact: true }).waitFor()
    t.match(await newest('/specimens/specimens'), { address: null, attachments: null, email: 'a@example.com', version: 2 })
  })

  await t.test('a field shows while its condition holds, and is empty when it does not', async t => {
    await page.getByRole('button', { name: '修改' }).click()
    await field(page, '单行文字').waitFor()
    t.equal(await field(page, '特殊原因').count(), 0)
    await pick(page, '选项', '特殊', '特殊')
    await field(page, '特殊原因').fill('少见')
    await pick(page, '选项', '普通', '普通')
    await field(page, '特殊原因').waitFor({ state: 'detached' })
  })

  await t.test(
    'rows are added, ordered and taken away; sums and warnings follow at once; the server’s word stands at the cell',
    async t => {
      const row = (nth: number) => page.getByRole('group', { name: `部件第 ${nth} 条` })
      for (const [nth, name] of ['甲', '乙', '丙'].entries()) {
        await page.getByRole('button', { name: '添加部件' }).click()
        await row(nth + 1)
          .getByLabel('名称')
          .fill(name)
      }
      t.ok(await page.getByRole('button', { name: '添加部件' }).isDisabled(), 'three are the most')
      await page.getByRole('button', { name: '下移第 1 条' }).click()
      await page.getByRole('button', { name: '删除第 3 条' }).click()
      await row(1).getByLabel('数量').fill('3')
      await row(1).getByLabel('单价').fill('400')
      await page.locator('[data-path=total]').getByText('1200').waitFor()
      await page.getByText('合计超过 1000').waitFor()
      await save()
      await row(2).getByText('请填写数量').waitFor()
      await row(2).getByLabel('数量').fill('1')
      await save()
      await page.getByRole('heading', { name: '甲样本', exact: true }).waitFor()
      t.match(await newest('/specimens/specimens'), {
        choice: 'plain',
        whySpecial: null,
        total: 1200,
        parts: [
          { name: '乙', count: 3, price: 400 },
          { name: '甲', count: 1 },
        ],
      })
    },
  )

  await t.test('a code out of use is not offered', async t => {
    const { id } = await newest('/specimens/specimens')
    await page.goto(`/admin/m/specimens.specimens/${id}/edit`)
    await page.locator('[data-path=place]').getByTitle('东区一号楼').click()
    const offered = page.locator('.ant-select-dropdown:visible')
    await offered.getByText('东区一号楼').waitFor()
    t.equal(await offered.getByText('东区旧楼').count(), 0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('heading', { name: '甲样本', exact: true }).waitFor()
  })

  await t.test('a form in steps is filled in with the keyboard alone, and no step is passed while something is wrong in it', async t => {
    const { keyboard } = page
    await page.goto('/admin/m/specimens.journeys/new')
    await field(page, '名称').focus()
    await keyboard.press('Enter')
    await page.getByText('请填写名称').waitFor()
    await keyboard.type('秋游')
    await keyboard.press('Tab')
    await keyboard.type('2025-10-01')
    await keyboard.press('Tab')
    await page.getByRole('button', { name: '下一步' }).focus()
    await keyboard.press('Enter')
    await field(page, '天数').focus()
    await keyboard.type('2')
    await keyboard.press('Tab')
    await keyboard.type('2025-09-30')
    await keyboard.press('Tab')
    await page.getByText('结束日期早于出发日期').waitFor()
    await keyboard.type('火车')
    await keyboard.press('Enter')
    await keyboard.press('Control+s')
    t.ok(await field(page, '天数').isVisible(), 'the step is not passed')
    await field(page, '结束日期').focus()
    await keyboard.press('Control+a')
    await keyboard.type('2025-10-02')
    await keyboard.press('Tab')
    await keyboard.press('Control+s')
    await field(page, '备注').waitFor()
    await field(page, '备注').focus()
    await keyboard.type('带伞')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: '秋游', exact: true }).waitFor()
    t.match(await newest('/specimens/journeys'), { days: 2, startOn: '2025-10-01', endOn: '2025-10-02', way: '火车', note: '带伞' })
  })

  await t.test('a form on tabs opens the tab that holds the mistake', async t => {
    await page.goto('/admin/m/specimens.dossiers/new')
    await field(page, '卷名').fill('卷一')
    await save()
    await page.getByText('请填写保管人').waitFor()
    await page.waitForFunction(() => window.document.activeElement?.id === 'field-keeper')
    await page.keyboard.type('某人')
    await field(page, '架号').fill('三号')
    visitor.expectRefusal('/api/v1/specimens/dossiers')
    await page.keyboard.press('Enter')
    await page.locator('.form-error', { hasText: '架号的格式不对' }).waitFor()
    await field(page, '架号').fill('3-12')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '卷一', exact: true }).waitFor()
    t.match(await newest('/specimens/dossiers'), { keeper: '某人', shelf: '3-12' })
  })
  t.same(visitor.complaints, [])
})
