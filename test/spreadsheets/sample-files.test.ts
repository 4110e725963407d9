import { readFileSync } from 'node:fs'
import t from 'tap'
import { closeSpreadsheetPool } from '../../core/spreadsheets/pool.ts'
import { readAll, samples } from './read-file.ts'
import { memberColumns, organizationColumns } from './sample-columns.ts'

t.after(closeSpreadsheetPool)

t.test('1,379 organisations are read, parents by name and the root without one', async t => {
  const { rows, header, problems } = await readAll(`${samples}organizations.xlsx`, organizationColumns)
  t.equal(rows.length, 1379)
  t.same(problems, [])
  t.match(header, { line: 1, sheet: '党组织', fields: ['parent', 'fullName', 'shortName', 'category'], problems: [] })
  t.same(rows[0], {
    line: 2,
    values: { parent: null, fullName: '中共湖州市委员会', shortName: '湖州市委', category: '1' },
    problems: [],
  })
  t.equal(rows.at(-1)!.line, 1380)
})

t.test('10,000 valid members are read without a problem', async t => {
  const { rows, problems } = await readAll(`${samples}members.xlsx`, memberColumns)
  t.equal(rows.length, 10_000)
  t.same(problems, [])
  t.ok(rows.every(({ values }) => /^\d{17}[\dX]$/.test(String(values['idNumber'])) && /^1\d{10}$/.test(String(values['phone']))))
  t.ok(rows.every(({ values }) => /^\d{4}-\d\d-\d\d$/.test(String(values['joinedOn'])) && values['branch'] && values['name']))
  t.ok(
    rows.every(({ values }) => String(values['idNumber']).slice(6, 14) === String(values['bornOn']).replaceAll('-', '')),
    'no day has shifted: births are those of the id numbers',
  )
})

t.test('a form as people fill it in is understood: 1,500 rows, and only the cells beyond understanding are reported', async t => {
  const expected = JSON.parse(readFileSync(`${samples}members-dirty.expected.json`, 'utf8')) as {
    rows: number
    invalid: Record<string, string>
  }
  const { rows, header, problems } = await readAll(`${samples}members-dirty.xlsx`, memberColumns)
  const lines = (reason: string) =>
    Object.keys(expected.invalid)
      .filter(line => expected.invalid[line] === reason)
      .map(Number)
  const reported = (code: string) => problems.filter(problem => problem.code === code).map(problem => problem.line)
  t.equal(rows.length, expected.rows)
  t.equal(header.line, 3)
  t.same(header.problems, [])
  t.same(reported('impossible-date'), lines('impossible-date'))
  t.same(reported('number-lost-digits'), lines('id-as-number'))
  t.same(reported('bad-choice'), lines('bad-category'))
  t.equal(problems.length, lines('impossible-date').length + lines('id-as-number').length + lines('bad-category').length)
  t.same(
    rows.filter(({ values }) => values['name'] === null).map(row => row.line),
    lines('no-name'),
    'names of spaces are blank, at their lines',
  )
  t.ok(rows.every(({ values }) => values['idNumber'] === null || /^\d{17}[\dX]$/.test(String(values['idNumber']))))
  t.same(
    rows.filter(({ values }) => !/^1\d{10}$/.test(String(values['phone']))).map(row => row.line),
    lines('bad-phone'),
    'full-width and numeric phones are digits',
  )
  t.ok(rows.every(({ values }) => /^\S+$/.test(String(values['name'] ?? '无'))))
})
