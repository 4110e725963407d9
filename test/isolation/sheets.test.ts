import t from 'tap'
import type { Entity } from '../../core/declarations/model.ts'
import { importColumns } from '../../core/imports/columns.ts'
import type { Body, Client } from '../support/client.ts'
import { isolation } from './cases.ts'
import { allPlantedRows } from './planted.ts'
import { sideBySide } from './side-by-side.ts'

const { owner, model, cases, insider } = await isolation(t)
const entities = [...model.entities.values()].filter(entity => !entity.platform)
const address = (entity: Entity) => entity.path.replace('/api/v1', '')
const allPlanted = () =>
  allPlantedRows(
    owner,
    model,
    cases.map(one => one.secret),
  )
const before = await allPlanted()

/**
 * A line that names records by `text` in every cell, as one who knows their names and numbers would. Within the tenant, keys are left
 * out: that a name or number is taken already is told to whoever registers it again, or there would be two.
 */
function sheet(entity: Entity, text: string, within: boolean): { name: string; content: Uint8Array } {
  const keys = new Set(within ? entity.unique.flatMap(rule => rule.fields) : [])
  const columns = importColumns(entity).filter(column => column.kind === 'relation' || !keys.has(column.field))
  const cells = columns.map(column =>
    column.kind === 'relation' || column.kind === 'text' ? `${text}${matchField(entity, column.field)}` : '',
  )
  return { name: 'lines.csv', content: Buffer.from(`${columns.map(column => column.header).join(',')}\n${cells.join(',')}\n`) }
}

/** The planted records hold the mark and the name of the field. */
function matchField(entity: Entity, name: string): string {
  const field = entity.field.get(name)
  return field?.relation ? (model.entities.get(field.relation)?.match[0] ?? '') : name
}

async function outcome(who: Client, entity: Entity, text: string, within: boolean): Promise<Body> {
  const job = await who.import(address(entity), sheet(entity, text, within))
  const { markedFileId: _file, ...result } = job.result ?? { error: job.error }
  return JSON.parse(JSON.stringify(result).replaceAll(text, 'NAME'))
}

for (const { name, who, tenantId, secret } of cases)
  t.test(`${name}: a spreadsheet that names them is told the same as one that names nobody`, async t => {
    let imported = 0
    const within = tenantId === secret.tenantId
    await sideBySide(
      entities.filter(one => one.actions.has('import') && secret.ids.has(one.key)),
      async entity => {
        const refused = await who.upload(`${address(entity)}/import?dryRun=true`, sheet(entity, secret.mark, within))
        if (refused.status !== 202) return t.equal(refused.status, 403, `${entity.key} is not for him to import`)
        await who.jobEnd(refused.body.id)
        imported++
        const result = await outcome(who, entity, secret.mark, within)
        t.same(result, await outcome(who, entity, '查无此名', within), entity.key)
        return t.same([result.created ?? 0, result.updated ?? 0], [0, 0], `${entity.key}: nothing is written`)
      },
      // As many as a tenant's jobs are done at a time.
      2,
    )
    t.comment(`${imported} entities`)
  })

for (const { name, who, secret } of cases)
  t.test(`${name}: no export or template holds them`, async t => {
    const sheets = entities.filter(one => one.actions.has('export') || one.actions.has('import'))
    await sideBySide(sheets, async entity => {
      for (const question of ['', '&sort=-createdAt', `&filter[id][eq]=${secret.ids.get(entity.key) ?? ''}`]) {
        const { bytes } = await who.get(`${address(entity)}/export?format=csv${question}`)
        t.notOk(bytes.includes(secret.mark), `${entity.key}${question}`)
      }
      const template = await who.get(`${address(entity)}/template`)
      t.ok([200, 403, 404].includes(template.status))
    })
  })

t.test('who belongs there exports them', async t => {
  const { bytes } = await insider.who.get('/members/members/export?format=csv')
  t.ok(bytes.includes(insider.secret.mark))
})

t.test('after all of it, they are as they were', async t => t.same(await allPlanted(), before))
