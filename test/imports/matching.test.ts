import t from 'tap'
import { startPlatform } from '../support/platform.ts'

const csv = (lines: string) => ({ name: '奖惩.csv', content: Buffer.from(lines) })

t.test('headers that differ from the fields can be matched by hand', async t => {
  const platform = await startPlatform(t)
  const admin = await platform.signIn('admin')
  const [top] = (await admin.get('/core/organizations/tree')).body.data
  const path = '/honors/organization-honors'
  const strange = csv(`unit,prize,kind of prize,on\n${top.name},先进基层党组织,荣誉,2021-07-01\n`)
  const matching = (columns: Record<string, string | null>) => `columns=${encodeURIComponent(JSON.stringify(columns))}`
  const right = { unit: 'organizationId', prize: 'title', 'kind of prize': 'kind', on: 'awardedOn' }

  const blind = await admin.import(path, strange, '?dryRun=true')
  t.equal(blind.state, 'done')
  t.same(
    blind.result.problems.map((problem: { code: string }) => problem.code),
    ['no-known-columns'],
  )
  t.same(
    blind.result.columns,
    ['unit', 'prize', 'kind of prize', 'on'].map((header, at) => ({ at: 'ABCD'[at], header, field: null })),
    'the report tells the columns that the file has',
  )

  t.test('the file that was checked is checked again with them, and then imported', async t => {
    const again = await admin.post(`${path}/import?from=${blind.id}&dryRun=true&${matching(right)}`)
    const checked = await admin.jobEnd(again.body.id)
    t.match(checked.result, { created: 1, refused: 0, problemCount: 0 })
    t.same(
      checked.result.columns.map((column: { field: string }) => column.field),
      ['organizationId', 'title', 'kind', 'awardedOn'],
    )
    const started = await admin.post(`${path}/import?from=${again.body.id}&${matching(right)}`)
    const imported = await admin.jobEnd(started.body.id)
    t.equal(imported.result.created, 1)
    const { body } = await admin.get(`${path}?filter[awardedOn][eq]=2021-07-01&filter[title][eq]=先进基层党组织&count=exact&page[size]=1`)
    t.equal(body.data[0].organization.id, top.id)
  })

  t.test('a column that is passed over is not read, though its header is known', async t => {
    const file = csv(`党组织名称,名称,类别,颁奖日期,备注,unit\n不是它,先进集体,荣誉,2022-07-01,x,${top.name}\n`)
    const first = await admin.import(path, file, '?dryRun=true')
    const organizationHeader = first.result.columns.find((column: { field: string }) => column.field === 'organizationId').header
    const job = await admin.post(
      `${path}/import?from=${first.id}&dryRun=true&${matching({ [organizationHeader]: null, unit: 'organizationId' })}`,
    )
    const { result } = await admin.jobEnd(job.body.id)
    t.notOk(result.problems.some((problem: { code: string }) => problem.code.startsWith('unknown-organization')))
  })

  t.test('what is no object of headers and fields is refused', async t => {
    for (const wrong of ['{', '[]', '"x"', '{"unit":1}', '{"unit":"tenantId"}', '{"unit":"createdAt"}'])
      t.equal((await admin.post(`${path}/import?from=${blind.id}&columns=${encodeURIComponent(wrong)}`)).status, 400, wrong)
  })
})
