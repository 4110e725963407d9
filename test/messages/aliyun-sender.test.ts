import t, { type Test } from 'tap'
import { signAliyunRequest } from '../../core/messages/aliyun/signature.ts'
import { aliyunSender } from '../../core/messages/sms/aliyun-sender.ts'
import { type StandIn, startStandIn } from '../../core/messages/stand-in/stand-in.ts'

import approved from './approved.json' with { type: 'json' }

const message = {
  phone: '13800138000',
  template: 'login-code',
  variables: { code: '012345', who: "O'Neil (测试)*!" },
  text: '您的验证码是012345',
  reference: 'message-1',
}

const keys = { accessKeyId: 'key-1', accessKeySecret: 'secret-1' }

async function standIn(t: Test): Promise<StandIn> {
  const aliyun = await startStandIn({ ...keys, signName: '党建云', sms: { SMS_1: approved.sms.SMS_9 }, voice: {} })
  t.teardown(() => aliyun.close())
  return aliyun
}

function senderTo(aliyun: StandIn, more: Partial<Parameters<typeof aliyunSender>[0]> = {}) {
  const templates = { 'login-code': 'SMS_1' }
  return aliyunSender({ endpoint: aliyun.endpoint, ...keys, signName: '党建云', templates, timeout: 300, ...more })
}

t.test('the signature is that of the example in the documentation', async t => {
  const { headers } = signAliyunRequest(
    {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      parameters: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      date: new Date('2023-10-26T10:22:32.999Z'),
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
    { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' },
  )
  t.equal(
    headers['authorization'],
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

t.test('a message arrives with signature, template and variables', async t => {
  const aliyun = await standIn(t)
  t.strictSame(await senderTo(aliyun).send(message), { accepted: true, providerId: 'sms-1' })
  t.strictSame(aliyun.taken[0]?.asked, {
    PhoneNumbers: '13800138000',
    SignName: '党建云',
    TemplateCode: 'SMS_1',
    TemplateParam: JSON.stringify(message.variables),
    OutId: 'message-1',
  })
})

t.test('a template without a code of the provider is refused before any call', async t => {
  const aliyun = await standIn(t)
  t.match(await senderTo(aliyun).send({ ...message, template: 'other' }), { accepted: false, code: 'sms.no-template', retry: false })
  t.strictSame(aliyun.taken, [])
})

t.test('wrong keys and a wrong clock are refused for good', async t => {
  const aliyun = await standIn(t)
  t.match(await senderTo(aliyun, { accessKeySecret: 'x' }).send(message), {
    code: 'SignatureDoesNotMatch',
    message: '访问密钥不正确',
    retry: false,
  })
  t.match(await senderTo(aliyun, { accessKeyId: 'x' }).send(message), { code: 'InvalidAccessKeyId.NotFound', retry: false })
  const late = () => new Date(Date.now() - 16 * 60_000)
  t.match(await senderTo(aliyun, { now: late }).send(message), { code: 'InvalidTimeStamp.Expired', retry: false })
})

t.test('refusals tell whether to try again', async t => {
  const aliyun = await standIn(t)
  for (const [code, status, retry] of [
    ['isv.BUSINESS_LIMIT_CONTROL', 200, true],
    ['isv.DAY_LIMIT_CONTROL', 200, false],
    ['isv.MOBILE_NUMBER_ILLEGAL', 200, false],
    ['isv.AMOUNT_NOT_ENOUGH', 200, false],
    ['isp.SYSTEM_ERROR', 200, true],
    ['isp.RAM_PERMISSION_DENY', 200, false],
    ['Throttling.User', 400, true],
    ['ServiceUnavailable', 503, true],
  ] as const) {
    aliyun.next = { status, body: JSON.stringify({ Code: code, Message: code, RequestId: 'r' }) }
    t.match(await senderTo(aliyun).send(message), { accepted: false, code, retry }, code)
  }
})

t.test('a page of a broken gateway is worth another try', async t => {
  const aliyun = await standIn(t)
  aliyun.next = { status: 502, body: '<html>Bad Gateway</html>' }
  t.match(await senderTo(aliyun).send(message), { accepted: false, code: 'http.502', retry: true })
  aliyun.next = { status: 200, body: 'null' }
  t.match(await senderTo(aliyun).send(message), { accepted: false, code: 'http.200', retry: false })
})

t.test('no answer in time, or nobody there, is worth another try', async t => {
  const aliyun = await standIn(t)
  aliyun.next = 'silent'
  t.match(await senderTo(aliyun).send(message), { accepted: false, code: 'sms.no-answer', message: /TimeoutError/, retry: true })
  await aliyun.close()
  t.match(await senderTo(aliyun).send(message), { accepted: false, code: 'sms.no-answer', retry: true })
})
