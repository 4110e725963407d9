import t from 'tap'
import { isMobilePhone, readMobilePhone } from '../../core/identity/phone.ts'

t.test('a mobile number is eleven digits from 13 to 19', async t => {
  for (const text of ['13800138000', '19912345678']) t.ok(isMobilePhone(text))
  for (const text of ['12800138000', '1380013800', '138001380000', '+8613800138000', '13800138000\n', '１３８００１３８０００']) {
    t.notOk(isMobilePhone(text), text)
  }
})

t.test('a number as people write it is read', async t => {
  for (const text of ['+86 138-0013-8000', '008613800138000', ' 138 0013 8000 ', '１３８００１３８０００', '\u202d13800138000\u202c']) {
    t.equal(readMobilePhone(text), '13800138000', text)
  }
  t.equal(readMobilePhone('010-88888888'), undefined)
})
