import t from 'tap'
import { checkIdNumber, convertOldIdNumber } from '../../core/identity/id-number.ts'

const today = '2026-11-22'

t.test('an ID number tells birth and sex of its holder', async t => {
  t.strictSame(checkIdNumber('11010519491231002X', today), {
    valid: true,
    number: '11010519491231002X',
    birthOn: '1949-12-31',
    sex: '2',
  })
  t.match(checkIdNumber('440524188001010014', today), { valid: true, birthOn: '1880-01-01', sex: '1' })
})

t.test('a small x is stored as a capital', async t => {
  t.match(checkIdNumber('11010519491231002x', today), { valid: true, number: '11010519491231002X' })
})

t.test('a wrong check digit is refused', async t => {
  t.match(checkIdNumber('110105194912310021', today), { valid: false, code: 'check-digit', message: /校验位/ })
})

t.test('anything but 17 digits and a digit or X is refused for its length', async t => {
  for (const text of ['', '1101051949123100', '11010519491231002XX', '1101051949123100２X', 'A1010519491231002X', '11010519491231002X\n']) {
    t.match(checkIdNumber(text, today), { valid: false, code: 'length' }, text)
  }
})

t.test('a birth date must exist and not lie ahead', async t => {
  t.match(checkIdNumber('11010519490231002X', today), { valid: false, code: 'date', message: /不存在/ })
  t.match(checkIdNumber('11010519491231002X', '1949-12-30'), { valid: false, code: 'date', message: /晚于今天/ })
  t.match(checkIdNumber('11010519491231002X', '1949-12-31'), { valid: true })
})

t.test('a 15-digit number becomes a valid one of 18', async t => {
  t.equal(convertOldIdNumber('110105491231002'), '11010519491231002X')
  t.equal(convertOldIdNumber('110105490231002'), undefined, 'no such day')
  t.equal(convertOldIdNumber('11010519491231002X'), undefined, 'not an old one')
})
