import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { send } from './send.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')

const part = 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b\r\n'

const forms: Record<string, { said: string; body: string | Buffer }> = {
  'that breaks off in its file': { said: '; boundary=border', body: `--border\r\n${part}` },
  'that breaks off in its head': { said: '; boundary=border', body: '--border\r\nContent-Dispo' },
  'without a border': { said: '', body: `--border\r\n${part}--border--\r\n` },
  'with another border': { said: '; boundary=other', body: `--border\r\n${part}--border--\r\n` },
  'of bytes alone': { said: '; boundary=border', body: Buffer.alloc(2_000, 0xff) },
}

for (const [what, { said, body }] of Object.entries(forms))
  for (const path of ['/core/files', '/members/members/import'])
    t.test(`a form ${what} is the sender’s mistake: ${path}`, async t => {
      const headers = { authorization: `Bearer ${admin.token}`, 'content-type': `multipart/form-data${said}` }
      const { status, bytes } = await send(platform.url, { method: 'POST', path: `/api/v1${path}`, headers, body: Buffer.from(body) })
      t.ok([400, 422].includes(status), `${status} ${bytes}`)
    })

t.test('a body that is needed and not there is told as missing', async t => {
  t.match(await platform.anyone().post('/session'), { status: 422, body: { code: 'record.invalid' } })
})
