import t from 'tap'
import { CannotStart } from '../../core/cannot-start.ts'
import { readConfig } from '../../core/config.ts'

t.test('without settings it runs alone, with a demo', async t => {
  const config = readConfig({})
  t.match(config, { host: '0.0.0.0', port: 3000, databaseUrl: undefined, redisUrl: undefined, demo: true, logLevel: 'info' })
  t.match(config.dataFolder, /\.data$/)
  t.strictSame(config.files, { kind: 'disk', directory: `${config.dataFolder}/files` })
  t.equal(config.sms, undefined)
})

t.test('an external database turns the demo off, unless it is asked for', async t => {
  const DATABASE_URL = 'postgres://owner:secret@db.example:5432/dangjian'
  t.equal(readConfig({ DATABASE_URL }).demo, false)
  t.equal(readConfig({ DATABASE_URL, DEMO: 'on' }).demo, true)
  t.equal(readConfig({ DEMO: 'off' }).demo, false)
})

t.test('sites have the port beside, unless another is named, and are called as the settings say', async t => {
  t.equal(readConfig({}).sitesPort, 3001)
  t.equal(readConfig({ PORT: '8080' }).sitesPort, 8081)
  t.equal(readConfig({ PORT: '0' }).sitesPort, 0)
  t.equal(readConfig({ SITES_PORT: '80' }).sitesPort, 80)
  t.match(readConfig({ SITES_URL: 'https://sites.example.cn/', ADMIN_URL: 'https://desk.example.cn:8443' }), {
    sitesUrl: 'https://sites.example.cn',
    adminUrl: 'https://desk.example.cn:8443',
  })
})

t.test('an empty setting is none', async t => {
  t.match(readConfig({ PORT: '', DATA_DIR: '', DATABASE_URL: '', REDIS_URL: '', DEMO: '', LOG_LEVEL: '' }), { port: 3000, demo: true })
})

t.test('a wrong setting is refused by its name, and no secret is repeated', async t => {
  const s3 = { S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }
  const aliyun = {
    ALIYUN_ACCESS_KEY_ID: 'id',
    ALIYUN_ACCESS_KEY_SECRET: 'secret',
    ALIYUN_SMS_SIGN_NAME: '党建云',
    ALIYUN_SMS_TEMPLATES: '{}',
  }
  t.equal(readConfig(s3).files.kind, 's3')
  t.ok(readConfig(aliyun).sms)
  t.equal(readConfig(aliyun).voice, undefined)
  t.match(readConfig({ ...aliyun, ALIYUN_VOICE_TEMPLATES: '{"notices/urgent":"TTS_1"}' }).voice, {
    templates: { 'notices/urgent': 'TTS_1' },
  })
  const wrong: [name: string, environment: Record<string, string>][] = [
    ...['abc', '-1', '65536', '80.5', '0x'].map((PORT): [string, Record<string, string>] => ['PORT', { PORT }]),
    ['SITES_PORT', { SITES_PORT: 'next' }],
    ['SITES_PORT', { PORT: '4000', SITES_PORT: '4000' }],
    ['SITES_URL', { SITES_URL: 'https://sites.example.cn' }],
    ['SITES_URL', { SITES_URL: 'https://sites.example.cn/portal', ADMIN_URL: 'https://desk.example.cn' }],
    ['SITES_URL', { SITES_URL: 'https://desk.example.cn', ADMIN_URL: 'https://desk.example.cn' }],
    ['ADMIN_URL', { SITES_URL: 'https://sites.example.cn', ADMIN_URL: 'desk.example.cn' }],
    ['DEMO', { DEMO: 'perhaps' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://owner:secret@localhost/x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://localhost/x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://owner@localhost/x' }],
    ['S3_ACCESS_KEY_ID', { ...s3, S3_ACCESS_KEY_ID: '' }],
    ['S3_SECRET_ACCESS_KEY', { ...s3, S3_SECRET_ACCESS_KEY: '' }],
    ['SECRET_KEYS', { SECRET_KEYS: 'secret' }],
    ['SECRET_CIPHER', { SECRET_CIPHER: 'rot13' }],
    ['S3_PATH_STYLE', { ...s3, S3_PATH_STYLE: 'secret' }],
    ['ALIYUN_ACCESS_KEY_SECRET', { ...aliyun, ALIYUN_ACCESS_KEY_SECRET: '' }],
    ['ALIYUN_SMS_SIGN_NAME', { ...aliyun, ALIYUN_SMS_SIGN_NAME: '' }],
    ['ALIYUN_SMS_TEMPLATES', { ...aliyun, ALIYUN_SMS_TEMPLATES: '{' }],
    ['ALIYUN_SMS_TEMPLATES', { ...aliyun, ALIYUN_SMS_TEMPLATES: '{"sign-in-code":1}' }],
    ['ALIYUN_VOICE_TEMPLATES', { ...aliyun, ALIYUN_VOICE_TEMPLATES: 'TTS_1' }],
    ['ALIYUN_REPORT_TOKEN', { ALIYUN_REPORT_TOKEN: 'secret' }],
  ]
  for (const [name, environment] of wrong) {
    try {
      readConfig(environment)
      t.fail(`${JSON.stringify(environment)} was taken`)
    } catch (error) {
      t.ok(error instanceof CannotStart, name)
      t.match((error as Error).message, name)
      if (name !== 'S3_PATH_STYLE') t.notMatch((error as Error).message, 'secret')
    }
  }
})
