import t from 'tap'
import { mask } from '../../core/identity/mask.ts'

t.test('each kind shows what it may', async t => {
  t.equal(mask('id-number', '11010519491231002X'), '110105********002X')
  t.equal(mask('phone', '13812345678'), '138****5678')
  t.equal(mask('account', '6222021234567891234'), '***************1234')
})

t.test('a name shows its surname', async t => {
  t.equal(mask('name', '张三'), '张*')
  t.equal(mask('name', '张三丰'), '张**')
  t.equal(mask('name', '欧阳修文'), '欧阳**')
  t.equal(mask('name', '诸葛亮'), '诸葛*')
  t.equal(mask('name', '欧阳'), '欧*', 'nothing would be hidden otherwise')
  t.equal(mask('name', '买买提·艾力'), '买*****')
  t.equal(mask('name', '𠮷田'), '𠮷*', 'a character beyond the first plane is one')
})

t.test('a value too short for its rule shows less, and never all', async t => {
  t.equal(mask('id-number', 'E12345678'), 'E1*****78')
  t.equal(mask('phone', '12345'), '1***5')
  t.equal(mask('account', '1234'), '***4')
  for (const kind of ['id-number', 'phone', 'name', 'account'] as const) {
    for (const value of ['', '1', '12', '123', '1234567']) {
      const masked = mask(kind, value)
      t.equal(masked.length, value.length)
      if (value) t.match(masked, /\*/, `${kind} of ${value}`)
    }
  }
})
