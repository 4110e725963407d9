import t from 'tap'
import type { SheetColumn } from '../../core/spreadsheets/column.ts'
import type { RawCell } from '../../core/spreadsheets/raw-cell.ts'
import { disarmFormula, rearmFormula } from '../../core/spreadsheets/text.ts'
import { NotUnderstood, understandCell } from '../../core/spreadsheets/understand-cell.ts'
import { showsDate } from '../../core/spreadsheets/xlsx-workbook.ts'
import { column } from './sample-columns.ts'

const text = (text: string): RawCell => ({ type: 'text', text })
const number = (value: number): RawCell => ({ type: 'number', value, date: false })
const styled = (value: number): RawCell => ({ type: 'number', value, date: true })

/** What a cell becomes: its value, or the code of its problem. */
function read(kind: SheetColumn['kind'], cell: RawCell | string, more: Partial<SheetColumn> = {}, date1904 = false) {
  const value = understandCell(typeof cell === 'string' ? text(cell) : cell, column('f', '栏', kind, more), date1904)
  return value instanceof NotUnderstood ? value.code : value
}

t.test('a date is understood however it is typed', async t => {
  for (const typed of [
    '2021-7-1',
    '2021/07/01',
    '2021.7.1',
    '20210701',
    '2021年7月1日',
    '2021年07月01',
    ' 2021 - 07 - 01 ',
    '２０２１－０７－０１',
    '２０２１年７月１日',
    '2021。7。1',
    '2021-07-01 00:00:00',
    '2021/7/1 9:30',
    '2021-07-01T00:00:00',
    '2021-06-30T16:00:00.000Z',
  ]) {
    t.equal(read('date', typed), '2021-07-01', typed)
  }
  t.equal(read('date', number(20210701)), '2021-07-01', 'digits typed as a number')
})

t.test('what is no day of the calendar is no date, and neither is a month', async t => {
  const never = [
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '2021年7月',
    '2021.7',
    '2021',
    '1-7-2021',
    '21.7.1',
    '不详',
    '20210732',
    '2021-07-011',
    '2021-07-01 25:00',
  ]
  for (const typed of never) {
    t.equal(read('date', typed), 'impossible-date', typed)
  }
  t.equal(read('date', number(2021)), 'impossible-date', 'a year typed as a number is not 1905')
  t.equal(read('date', number(202107)), 'impossible-date')
  t.equal(read('date', styled(-1)), 'impossible-date')
  t.equal(read('date', { type: 'boolean', value: true }), 'impossible-date')
})

t.test('serials count from 1900 with its false leap day, or from 1904', async t => {
  t.equal(read('date', styled(1)), '1900-01-01')
  t.equal(read('date', styled(59)), '1900-02-28')
  t.equal(read('date', styled(60)), 'impossible-date')
  t.equal(read('date', styled(61)), '1900-03-01')
  t.equal(read('date', styled(44378)), '2021-07-01')
  t.equal(read('date', number(44378)), '2021-07-01', 'without a style too')
  t.equal(read('date', styled(44378.75)), '2021-07-01')
  t.equal(read('date', styled(42916), {}, true), '2021-07-01')
})

t.test('a time is China’s', async t => {
  t.equal(read('date-time', styled(44378.395833333336)), '2021-07-01T09:30:00+08:00')
  t.equal(read('date-time', '2021年7月1日 下午3:05'), '2021-07-01T15:05:00+08:00')
  t.equal(read('date-time', '2021-07-01T01:30:00Z'), '2021-07-01T09:30:00+08:00')
  t.equal(read('date-time', '2021-07-01 01:30:00.123+00'), '2021-07-01T09:30:00+08:00')
  t.equal(read('date-time', '2021-07-01T09:30+08:00'), '2021-07-01T09:30:00+08:00')
  t.equal(read('date-time', '2021-07-01'), '2021-07-01T00:00:00+08:00')
})

t.test('numbers may be full-width, with commas and a currency', async t => {
  t.equal(read('number', '１，２３４.５０'), 1234.5)
  t.equal(read('number', '￥1,234.50元'), 1234.5)
  t.equal(read('number', '-0.5'), -0.5)
  t.equal(read('number', number(0.1 + 0.2)), 0.3)
  t.equal(read('number', '1,2,3'), 'bad-number')
  t.equal(read('number', '约 5'), 'bad-number')
  t.equal(read('number', styled(44378)), 'bad-number', '3-5 that Excel made a date')
  t.equal(read('integer', '12'), 12)
  t.equal(read('integer', '12.5'), 'bad-number')
  t.equal(read('integer', number(12)), 12)
})

t.test('digits lose their spaces and width, and gain a capital X', async t => {
  const digits = { digits: true }
  t.equal(read('text', ' 33050219671107107x ', digits), '33050219671107107X')
  t.equal(read('text', '330502 19671107 1071', digits), '330502196711071071')
  t.equal(read('text', '１９９４２６７４２５４', digits), '19942674254')
  t.equal(read('text', number(19942674254), digits), '19942674254', 'eleven digits are exact')
  t.equal(read('text', "'330502196711071071", digits), '330502196711071071')
  t.equal(read('text', '="330502196711071071"', digits), '330502196711071071')
  t.equal(read('text', number(3.30502196711071e17), digits), 'number-lost-digits')
  t.equal(read('text', '3.30502E+17', digits), 'number-lost-digits', 'as CSV has it')
})

t.test('text is trimmed, and names padded to three characters are closed up', async t => {
  t.equal(read('text', ' 褚明　'), '褚明')
  t.equal(read('text', '张　三'), '张三')
  t.equal(read('text', '湖州市　　吴兴区'), '湖州市 吴兴区')
  t.equal(read('text', '\u200B　 \u00A0'), null)
  t.equal(read('text', '第一行\r\n第二行'), '第一行\n第二行')
  t.equal(read('text', number(2021)), '2021')
  t.equal(read('text', styled(44378)), '2021-07-01')
  t.equal(read('relation', ' 织里镇党委 '), '织里镇党委')
})

t.test('choices go by title, code or alias; others are told the titles', async t => {
  const choices = ['汉', '回', '藏', '苗', '彝', '壮', '满'].map((name, index) => ({
    code: `0${index + 1}`,
    title: `${name}族`,
    aliases: [name],
  }))
  t.equal(read('choice', '回族', { choices }), '02')
  t.equal(read('choice', ' 回 ', { choices }), '02')
  t.equal(read('choice', '０２', { choices }), '02')
  t.same(
    understandCell(text('火星'), column('f', '民族', 'choice', { choices }), false),
    new NotUnderstood('bad-choice', '「火星」不在可选范围内，可填：汉族、回族、藏族、苗族、彝族、壮族 等 7 项'),
  )
  t.same(read('texts', '回族、藏', { choices }), ['02', '03'])
  t.equal(read('texts', '回族、火星', { choices }), 'bad-choice')
})

t.test('yes and no have many signs', async t => {
  for (const sign of ['是', '√', '✓', 'TRUE', '1', '有', 'Y']) t.equal(read('boolean', sign), true, sign)
  for (const sign of ['否', '×', 'X', 'false', '0', '无']) t.equal(read('boolean', sign), false, sign)
  t.equal(read('boolean', number(1)), true)
  t.equal(read('boolean', { type: 'boolean', value: false }), false)
  t.equal(read('boolean', '也许'), 'bad-boolean')
})

t.test('several texts are parted by commas of any kind', async t => {
  t.same(read('texts', '书法、 摄影，写作;'), ['书法', '摄影', '写作'])
})

t.test('a cell in error is told, in any kind of column', async t => {
  t.equal(read('text', { type: 'error', text: '#N/A' }), 'error-cell')
  t.equal(read('date', { type: 'uncomputed' }), 'error-cell')
})

t.test('what a spreadsheet program would run is disarmed, and comes back as it was', async t => {
  for (const armed of ['=1+1', '+86', '-', '@SUM(A1)', '＝1+1', "'=1", '\t=1', '\r=1']) {
    t.equal(disarmFormula(armed)[0], "'", armed)
    t.equal(rearmFormula(disarmFormula(armed)), armed)
  }
  t.equal(disarmFormula("'quoted'"), "'quoted'")
  t.equal(rearmFormula("'quoted'"), "'quoted'")
})

t.test('a number format shows a date when it has a year or a day in it', async t => {
  for (const format of ['yyyy-mm-dd', 'm/d/yy h:mm', 'yyyy"年"m"月"', '[$-804]yyyy/m/d;@']) t.equal(showsDate(format), true, format)
  for (const format of ['General', '0.00', '[Red]0.00', '#,##0" day"', 'h:mm:ss', '@']) t.equal(showsDate(format), false, format)
})
