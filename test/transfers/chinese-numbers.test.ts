import t from 'tap'
import { chineseDate, chineseMonth, chineseNumber } from '../../plugins/transfers/admin/chinese-numbers.ts'

t.test('letters are dated, and days counted, in Chinese numbers', async t => {
  t.equal(chineseDate('2026-06-30'), '二〇二六年六月三十日')
  t.equal(chineseDate('2030-11-20'), '二〇三〇年十一月二十日')
  t.equal(chineseMonth('2026-10'), '二〇二六年十月')
  t.same([1, 10, 15, 20, 23, 90, 120].map(chineseNumber), ['一', '十', '十五', '二十', '二十三', '九十', '120'])
})
