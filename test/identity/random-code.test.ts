import t from 'tap'
import { passwordProblems } from '../../core/identity/password-policy.ts'
import { activationCode, randomPassword, readActivationCode, smsCode } from '../../core/identity/random-code.ts'

t.test('an SMS code is six digits, zeros in front included', async t => {
  for (let round = 0; round < 200; round++) t.match(smsCode(), /^\d{6}$/)
})

t.test('an activation code has no characters that look alike', async t => {
  for (let round = 0; round < 200; round++) t.match(activationCode(), /^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/)
  t.match(activationCode(2, 5), /^.{5}-.{5}$/)
})

t.test('an activation code is read however it is typed', async t => {
  t.equal(readActivationCode(' k7qm 2xwd－9htr '), 'K7QM2XWD9HTR')
})

t.test('a random password fits the rules for one', async t => {
  const rules = { minimumLength: 12, minimumClasses: 4, refusedRunLength: 3 }
  for (let round = 0; round < 200; round++) t.strictSame(passwordProblems(randomPassword(), rules), [])
})
