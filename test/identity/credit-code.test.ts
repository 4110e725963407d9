import t from 'tap'
import { checkCreditCode } from '../../core/identity/credit-code.ts'

t.test('known codes are valid', async t => {
  for (const number of ['91350100M000100Y43', '91330100799655058B']) t.strictSame(checkCreditCode(number), { valid: true, number })
})

t.test('small letters are stored as capitals', async t => {
  t.match(checkCreditCode('91350100m000100y43'), { valid: true, number: '91350100M000100Y43' })
})

t.test('every single wrong character is noticed', async t => {
  const number = '91350100M000100Y43'
  for (let index = 0; index < 18; index++) {
    const other = number[index] === '7' ? '8' : '7'
    t.match(checkCreditCode(number.slice(0, index) + other + number.slice(index + 1)), { valid: false, code: 'check-digit' })
  }
})

t.test('length and letters are checked first', async t => {
  t.match(checkCreditCode('91350100M000100Y4'), { valid: false, code: 'length' })
  t.match(checkCreditCode('91350100I000100Y43'), { valid: false, code: 'characters' })
  t.match(checkCreditCode('9135A100M000100Y43'), { valid: false, code: 'characters' })
})
