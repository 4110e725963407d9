import fc from 'fast-check'
import type { Json } from '../../core/declarations/model.ts'
import { hostileText } from './values.ts'

type Said = { headers: Record<string, string>; body: string | Buffer }

const boundary = 'border'

function form(parts: string[], { ending = `--${boundary}--\r\n`, said = boundary } = {}): Said {
  const body = parts.map(part => `--${boundary}\r\n${part}\r\n`).join('') + ending
  return { headers: { 'content-type': `multipart/form-data; boundary=${said}` }, body }
}

const filePart = (name: string, content: string, field = 'file') =>
  `Content-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}`

const csv = (lines: string[][]) => lines.map(line => line.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')

const titles = (fields: Record<string, Json>) => Object.values(fields).map(field => String(field['title'] ?? ''))

/** A sheet with the titles of these fields, and one line; as an upload, a text. */
export function plainFile(fields: Record<string, Json>): Said {
  return form([filePart('表.csv', csv([titles(fields).concat('备注'), titles(fields).concat('无')]))])
}

/** Uploads: sheets with hostile cells, and forms that are none. */
export function multipartBodies(fields: Record<string, Json>): fc.Arbitrary<Said> {
  const sheet = fc
    .array(fc.array(hostileText, { minLength: 1, maxLength: titles(fields).length + 2 }), { maxLength: 5 })
    .map(lines => form([filePart('表.csv', csv([titles(fields), ...lines]).toWellFormed())]))
  const part = fc
    .tuple(hostileText, hostileText, fc.constantFrom('file', 'x', '__proto__', ''))
    .map(([name, content, field]) => form([filePart(name.replace(/["\r\n]/g, '').slice(0, 300), content, field)]))
  return fc.oneof(
    { arbitrary: sheet, weight: 4 },
    { arbitrary: part, weight: 3 },
    {
      arbitrary: fc.constantFrom(
        form([]),
        form([filePart('a.csv', '')]),
        form([filePart('a.csv', 'a,b')], { ending: '' }),
        form([filePart('a.csv', 'a,b')], { said: 'other' }),
        form([filePart('a.csv', 'a,b')], { said: '' }),
        form([filePart('a.csv', 'a,b'), filePart('b.csv', 'a,b')]),
        form(Array.from({ length: 1_000 }, (_, at) => `Content-Disposition: form-data; name="f${at}"\r\n\r\n${at}`)),
        form(['Content-Disposition: form-data; name="__proto__"\r\n\r\n1', filePart('a.csv', 'a,b')]),
        form(['Content-Disposition: x\r\n\r\n1']),
        form([`${'X-A: b\r\n'.repeat(500)}\r\n1`]),
        { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
        { headers: { 'content-type': 'application/json' }, body: '{}' },
        { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.alloc(2_000, 0xff) },
        { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: '' },
      ),
      weight: 3,
    },
  )
}
