import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startPlatform } from '../support/platform.ts'
import { type Example, examplesIn } from './examples.ts'

const platform = await startPlatform(t)
const admin = await platform.signIn('admin')
const text = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')

// What the examples call by a name in braces.
const named: Record<string, string> = {
  organization: (await admin.get('/core/organizations?filter[parentId][null]=true')).body.data[0].id,
  member: (await admin.get('/members/members?page[size]=1')).body.data[0].id,
}
const nameOf: Record<string, string> = {
  '/honors/organization-honors': 'honor',
  '/core/files': 'file',
  '/honors/organization-honors/import': 'job',
}

const files: Record<string, Buffer> = {
  '证书.pdf': Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  '组织奖惩.csv': Buffer.from('党组织名称,类型,名称,授予日期\n中共澜屏市委员会,荣誉,红旗党组织,2022-07-01\n'),
}

function filledIn(text: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => named[name] ?? whole)
}

function bodyOf({ headers, body }: Example): unknown {
  const name = /file=(.+)/.exec(headers['Content-Type'] ?? '')?.[1]
  if (name) {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(files[name]!)]), name)
    return form
  }
  return body === '' ? undefined : JSON.parse(filledIn(body))
}

t.test('every example of the API gives what the documentation says', async t => {
  const examples = examplesIn(text)
  t.ok(examples.length > 25)
  for (const example of examples) {
    const { 'Content-Type': _type, ...headers } = example.headers
    const [path = ''] = example.path.split('?')
    const reply = await admin.send(example.method, filledIn(example.path), bodyOf(example), { headers })
    t.equal(
      reply.status,
      example.status,
      `line ${example.line}: ${example.method} ${example.path} ${JSON.stringify(reply.body)?.slice(0, 200)}`,
    )
    const name = nameOf[path]
    if (example.method === 'POST' && name && reply.body?.id) named[name] = reply.body.id
    if (name === 'job') await admin.jobEnd(named['job']!)
  }
})

t.test('an example that says no status is refused', async t => {
  t.throws(() => examplesIn('```http\nGET /session\n```\n'))
})
