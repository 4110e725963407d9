import type { Page } from 'playwright-core'
import t from 'tap'
import { openBrowser, signInAt, visit } from '../support/browser.ts'
import { lettersPath, paper, photo, startWithLetters } from './letters.ts'

const platform = await startWithLetters(t)
const { admin, write } = platform
const visitor = await visit(await openBrowser(t), platform.url)
const page = await signInAt(visitor, 'admin')

const text = page.getByRole('textbox', { name: '正文' })
const tool = (name: string) => page.getByRole('toolbar', { name: '编辑工具' }).first().getByRole('button', { name, exact: true })
const save = async () => {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('tab', { name: '历史' }).waitFor()
}
const held = async (id: string) => (await admin.get(`${lettersPath}/${id}`)).body
const edit = async (id: string) => {
  await page.goto(`/admin/m/letters.letters/${id}/edit`)
  await text.waitFor()
}

/** What copying elsewhere leaves in the clipboard, pasted where the cursor is. */
const paste = (on: Page, html: string) =>
  on.evaluate(copied => {
    const data = new DataTransfer()
    data.setData('text/html', copied)
    data.setData('text/plain', 'x')
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, html)

t.test('a text is written by keyboard and buttons, and comes back as it was written', async t => {
  const { id } = await write('<p>起</p>', { title: '写的一篇' })
  await edit(id)
  await text.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('总体情况')
  await page.locator('.rich-text-tools .ant-select').first().click()
  await page.locator('.ant-select-dropdown:visible').getByText('大标题').click()
  await tool('居中').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await tool('左对齐').click()
  await tool('首行缩进').click()
  await page.keyboard.press('Control+b')
  await tool('红字').click()
  await page.keyboard.type('重点')
  await tool('加粗').click()
  await tool('红字').click()
  await page.keyboard.press('Enter')
  await tool('项目符号').click()
  await page.keyboard.type('第一项')
  t.equal(await page.locator('.rich-text-count').first().textContent(), '9 字')
  await save()
  t.equal(
    (await held(id)).body,
    '<h2 class="dj-align-center">总体情况</h2><p class="dj-indent"><strong><span class="dj-accent">重点</span></strong></p><ul><li><p>第一项</p></li></ul>',
  )
  await edit(id)
  t.equal(await text.locator('li').textContent(), '第一项')
})

t.test('what is done can be undone, and a table has rows and columns', async t => {
  const { id } = await write('<p>表：</p>', { title: '有表的一篇' })
  await edit(id)
  await text.click()
  await page.keyboard.press('Control+End')
  await tool('表格').click()
  await page.getByRole('menuitem', { name: /插入表格/ }).click()
  await page.keyboard.type('支部')
  await tool('表格').click()
  await page.getByRole('menuitem', { name: '在下方插入一行' }).click()
  t.equal(await text.locator('tr').count(), 4)
  await tool('撤销').click()
  t.equal(await text.locator('tr').count(), 3)
  await save()
  t.match((await held(id)).body, /<table>.*<th[^>]*><p>支部<\/p><\/th>/)
})

t.test('a picture is uploaded with what it shows, a file linked by its name', async t => {
  const { id } = await write('<p>图：</p>', { title: '有图的一篇' })
  await edit(id)
  await text.click()
  await page.keyboard.press('Control+End')
  const chooser = page.waitForEvent('filechooser')
  await tool('图片').click()
  await (await chooser).setFiles({ name: '合影.png', mimeType: 'image/png', buffer: Buffer.from(await photo()) })
  await page.getByLabel(/图片上是什么/).fill('党员合影')
  await page.getByRole('button', { name: /确\s*定/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await text.click()
  await page.keyboard.press('Control+End')
  const second = page.waitForEvent('filechooser')
  await tool('附件').click()
  await (await second).setFiles({ name: '名单.pdf', mimeType: 'application/pdf', buffer: paper })
  await text.getByText('名单.pdf').waitFor()
  await text.locator('img[src*="/content"]').waitFor()
  await save()
  const { body, pictures } = await held(id)
  t.equal(pictures.length, 2)
  t.equal(body, `<p>图：<img src="file:${pictures[0]}" alt="党员合影" /><a href="file:${pictures[1]}">名单.pdf</a></p>`)
})

t.test('what is pasted from Word and WeChat keeps its sense and loses the rest', async t => {
  const { id } = await write('<p>起</p>', { title: '粘贴的一篇' })
  await edit(id)
  await text.click()
  await page.keyboard.press('Control+a')
  const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await paste(
    page,
    `<html><head><style>p.MsoNormal{color:red}</style><xml><w:View>Normal</w:View></xml></head><body>
    <h1>标题</h1><p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:16.0pt'>居中的</span></b><o:p></o:p></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>   </span></span>甲</p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>   </span></span>乙</p>
    <section style="text-align:right"><section><p><span style="color: rgb(255, 0, 0);">红的</span></p></section></section>
    <p>图<img src="https://mmbiz.qpic.cn/x.png" onerror="harm(1)"><img src="data:image/png;base64,${point}"></p><script>harm(1)</script></body></html>`,
  )
  await page.getByText('1 张图片在别的网站或文件里').waitFor()
  await text.locator('img[src*="/content"]').waitFor()
  await save()
  const { body, pictures } = await held(id)
  t.equal(pictures.length, 1, 'a picture within the text is uploaded')
  t.match(body, /^<h2>标题<\/h2><p class="dj-align-center"><strong>居中的<\/strong><\/p><ul><li><p>甲<\/p><\/li><li><p>乙<\/p><\/li><\/ul>/)
  t.match(body, /<p class="dj-align-right"><span class="dj-accent">红的<\/span><\/p><p>图<img src="file:[0-9a-f-]+" alt="" \/><\/p>/)
  t.notMatch(body, /mso|style|mmbiz|harm|Normal/)
})

t.test('on a telephone the text can be written, and nothing is wider than the screen', async t => {
  const { id } = await write(
    '<p>手机上的</p><table><tr><td>很长很长很长很长很长很长很长很长的格子</td><td>很长很长很长很长很长很长很长很长的格子</td></tr></table>',
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await edit(id)
  const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  t.notOk(await tooWide())
  await text.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('新')
  await save()
  t.notOk(await tooWide())
  t.match((await held(id)).body, /^<p>新手机上的/)
})

t.test('no page complained', async t => {
  t.same(visitor.complaints, [])
})
