import t from 'tap'
import { logSender } from '../../core/messages/sms/log-sender.ts'

const message = { phone: '13800138000', template: 'login-code', variables: { code: '012345' }, text: '您的验证码是012345' }

t.test('the log has neither the phone nor the code', async t => {
  const lines: unknown[] = []
  const outcome = await logSender({ log: (...line) => lines.push(line) }).send(message)
  t.match(outcome, { accepted: true, providerId: /^log-/ })
  t.match(lines, [[{ phone: '138****8000', template: 'login-code' }]])
  t.notMatch(JSON.stringify(lines), /012345|13800138000/)
})

t.test("the developer's inbox gets the whole message", async t => {
  const inbox: unknown[] = []
  await logSender({ log: () => {}, deliver: delivered => void inbox.push(delivered) }).send(message)
  t.strictSame(inbox, [message])
})
