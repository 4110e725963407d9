import t from 'tap'
import { idNumberCheckDigit } from '../../core/identity/check-digits.ts'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { startPlatform } from '../support/platform.ts'

/** Of nobody: no area has this code. */
const made = (first17: string) => first17 + idNumberCheckDigit(first17)
const idNumber = made('99010119850412104'.padEnd(17, '2'))

t.test('a member is added, changed, changed by two at once, brought back to what he was, deleted, restored and erased', async t => {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const visitor = await visit(await openBrowser(t), platform.url)
  const page = await signInAt(visitor, 'admin')
  const taken = (await admin.get('/members/members?page[size]=1&filter[phone][null]=false&fields=phone')).body.data[0].phone as string
  const find = async () => (await admin.get(`/members/members?q=${idNumber}`)).body.data[0]
  const save = () => page.getByRole('button', { name: '保存', exact: true }).click()
  const note = (label: string) => page.locator('.form-field', { has: page.getByLabel(label, { exact: true }) }).locator('.form-error')

  await t.test('what the ID number says is filled in at once, and what is missing is told at its field', async t => {
    await page.getByRole('link', { name: '党员信息' }).click()
    await page.getByRole('button', { name: '新增党员' }).click()
    await page.getByLabel('姓名', { exact: true }).fill('欧阳试')
    await page.getByLabel('身份证号', { exact: true }).fill(`${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? '2' : '1'}`)
    await page.getByLabel('手机号', { exact: true }).fill(taken)
    t.equal(await note('身份证号').textContent(), '身份证号校验位不正确，请核对是否录错')
    await page.getByLabel('身份证号', { exact: true }).fill(idNumber)
    await page.getByLabel('出生日期', { exact: true }).and(page.locator('[value="1985-04-12"]')).waitFor()
    await page.locator('.form-field', { hasText: '性别' }).getByTitle('女').waitFor()
    await save()
    await page.getByText('请填写党组织名称').waitFor()
    t.equal(await page.evaluate(() => document.activeElement?.id), 'field-organizationId', 'the first mistake is led to')
  })

  await t.test('organizations are found by name, and what only the server knows is told at its field too', async t => {
    await page.getByLabel('党组织名称', { exact: true }).fill('支部')
    await page.locator('.picker-found').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('请填写党组织名称').waitFor({ state: 'detached' })
    await page.getByLabel('党员类别', { exact: true }).fill('正式')
    await page.getByLabel('党员类别', { exact: true }).press('Enter')
    await page.getByLabel('入党日期', { exact: true }).fill('2002-07-01')
    await page.keyboard.press('Tab')
    t.equal(await note('入党日期').textContent(), '入党时未满 18 周岁，请核对出生日期和入党日期', 'rules are judged while one types')
    await page.getByLabel('入党日期', { exact: true }).fill('2010-07-01')
    await page.keyboard.press('Tab')
    await page.getByText('正式党员没有转正日期，党龄无法计算').waitFor()
    visitor.expectRefusal('/api/v1/members/members')
    await save()
    await page.getByText('手机号在本单位已被其他党员使用').first().waitFor()
    t.equal(await find(), undefined)
  })

  await t.test('a sub-table takes rows, and the record is there when it is saved', async t => {
    await page.getByLabel('手机号', { exact: true }).fill('19911112222')
    await page.getByLabel('党龄校正值（月）', { exact: true }).fill('1')
    await page.getByLabel('党龄校正值（月）的月数').fill('2')
    await page.getByRole('button', { name: '添加履历' }).click()
    await page.getByRole('group', { name: '履历第 1 条' }).getByLabel('开始日期').fill('2008-07-01')
    await page.keyboard.press('Tab')
    await page.getByRole('group', { name: '履历第 1 条' }).getByLabel('所在单位').fill('某某小学')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: '欧阳试', exact: true }).waitFor()
    const member = await find()
    const { body } = await admin.get(`/members/members/${member.id}`)
    t.match(body, { sex: '2', birthOn: '1985-04-12', phone: '19911112222', partyAgeCorrection: 14, joinedOn: '2010-07-01' })
    t.match(body.resumes, [{ startOn: '2008-07-01', unit: '某某小学' }])
  })

  await t.test('whoever leaves with something unsaved is asked', async t => {
    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('工作单位', { exact: true }).fill('某某中学')
    await page.getByRole('link', { name: '首页', exact: true }).click()
    await page.getByRole('button', { name: '继续填写' }).click()
    t.equal(await page.getByLabel('工作单位', { exact: true }).inputValue(), '某某中学')
  })

  await t.test('where two changed the same field, each is chosen by itself, and other changes are joined', async t => {
    const { id } = await find()
    await page.getByLabel('籍贯', { exact: true }).fill('甲县')
    const other = await platform.signIn('admin')
    t.equal((await other.patch(`/members/members/${id}`, { workUnit: '某某医院', nativePlace: '乙县', residence: '丙街' })).status, 200)
    await save()
    const dialog = page.getByRole('dialog')
    const choice = (title: string) => dialog.getByRole('region', { name: title })
    t.match(await choice('工作单位').textContent(), /某某中学[\s\S]*某某医院/)
    await choice('工作单位')
      .getByRole('radio', { name: /某某医院/ })
      .check()
    t.match(await choice('籍贯').textContent(), /甲县[\s\S]*乙县/)
    await dialog.getByRole('button', { name: '按选择保存' }).click()
    await page.getByRole('heading', { name: '欧阳试', exact: true }).waitFor()
    t.match((await admin.get(`/members/members/${id}`)).body, { workUnit: '某某医院', nativePlace: '甲县', residence: '丙街', version: 3 })
  })

  await t.test('the history tells who changed what, and brings a version back', async t => {
    const { id } = await find()
    await page.getByRole('tab', { name: '历史' }).click()
    t.match(await page.getByRole('region', { name: '第 3 版' }).textContent(), /籍贯\s*乙县\s*→\s*甲县/)
    await page.getByRole('region', { name: '第 2 版' }).getByRole('button', { name: '恢复到这一版' }).click()
    await page.getByRole('dialog').getByText('会改回：籍贯').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '恢复', exact: true }).click()
    await page.getByRole('region', { name: '第 4 版' }).waitFor()
    t.equal((await admin.get(`/members/members/${id}`)).body.nativePlace, '乙县')
  })

  await t.test('a secret is shown for a reason, which the log tells, and why one may see the record is told', async t => {
    await page.getByRole('tab', { name: '详情' }).click()
    t.notOk((await page.content()).includes(idNumber))
    await page.getByRole('button', { name: '查看身份证号' }).click()
    await page.getByLabel('查看事由').fill('核对介绍信')
    await page.getByRole('dialog').getByRole('button', { name: '查看' }).click()
    await page.getByText(idNumber).waitFor()
    await page.getByRole('tab', { name: '操作日志' }).click()
    await page.getByText('身份证号，事由：核对介绍信').waitFor()
    await page.getByRole('tab', { name: '为什么能看到' }).click()
    await page.getByText(/您在.+的角色是“总管理员”.+这条记录在其中/).waitFor()
  })

  await t.test('a deleted member is restored from the history store, and erased for good only by name', async t => {
    const { id } = await find()
    const remove = async () => {
      await page.getByRole('button', { name: /删除$/ }).click()
      await page.getByText('可以在历史库中还原').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click()
    }
    await remove()
    await page.getByRole('heading', { name: '党员信息' }).waitFor()
    t.equal(await find(), undefined)
    await page.getByRole('link', { name: '党员历史库' }).click()
    await page.getByRole('link', { name: '欧阳试' }).click()
    await page.getByRole('heading', { name: '欧阳试', exact: true }).waitFor()
    await page.getByRole('button', { name: '还原' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '还原' }).click()
    await page.getByRole('button', { name: '修改' }).waitFor()
    t.equal((await find()).id, id)
    await remove()
    // The record's own page links to his account, which is called the same.
    await page.getByRole('heading', { name: '党员历史库' }).waitFor()
    await page.getByRole('link', { name: '欧阳试' }).click()
    // The list of the bin, which is about to go, has such buttons too.
    await page.getByRole('heading', { name: '欧阳试', exact: true }).waitFor()
    await page.getByRole('button', { name: '彻底删除' }).click()
    const erase = page.getByRole('dialog').getByRole('button', { name: '彻底删除' })
    t.ok(await erase.isDisabled())
    await page.getByLabel('请输入“欧阳试”确认').fill('欧阳试')
    await erase.click()
    await page.getByRole('heading', { name: '党员历史库' }).waitFor()
    t.equal((await admin.get(`/members/members/${id}`)).status, 404)
  })
  t.same(visitor.complaints, [])
})
