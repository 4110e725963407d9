import pg from 'pg'
import { type TenantId, tenantId } from '../database/database.ts'
import { compileSql, type Sql, sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import type { FileStore } from '../files/store.ts'
import { loadOwnFields, ownFieldsOf } from '../own-fields/definition.ts'
import { extendedModels } from '../own-fields/extend-model.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { accountChecks } from './account-checks.ts'
import type { Check, Offender, Run } from './check.ts'
import { pluginChecks } from './plugin-checks.ts'
import { recordChecks } from './record-checks.ts'
import { filesWithoutRow, rowsWithoutFile } from './stored-files.ts'
import { trailChecks } from './trail-checks.ts'
import { treeChecks } from './tree-checks.ts'
import { workChecks } from './work-checks.ts'
import { workflowChecks } from './workflow-checks.ts'

/** What breaks a rule, and how many do in all; of many only the first are named. */
export type Finding = { check: string; tenant: string; total: number; offenders: Offender[] }

export type Examination = {
  /** Every rule that was looked at, in order; those without a finding hold. */
  checks: string[]
  findings: Finding[]
  /** Files in the store that no row names, with their age: what a crash left. They do no harm. */
  leftOver: { key: string; hours: number }[]
  leftOverTotal: number
}

export type Installation = { ownerUrl: string; model: Model; files: FileStore }

/** So many of what is wrong are named, the others counted. */
const mostNamed = 10

const storeCheck = 'files.stored'

/**
 * Compares a database with itself and with its files, tenant by tenant, each as of one moment; changes nothing. The connection is the
 * owner's, and policies bind an owner: of each tenant it sees what a server working for it would.
 */
export async function checkData({ ownerUrl, model, files }: Installation): Promise<Examination> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const models = extendedModels(model)
  const checks = [...checksOf(platformTenant, model).map(check => check.name), storeCheck]
  const examined: Examination = { checks, findings: [], leftOver: [], leftOverTotal: 0 }
  try {
    const tenants = await asOf(client, platformTenant, run =>
      run(sql<{ id: string }>`select id from core.tenant where tenant_id = ${platformTenant} order by id`),
    )
    for (const { id } of tenants) await examine(tenantId(id))
    return examined
  } finally {
    await client.end()
  }

  async function examine(tenant: TenantId): Promise<void> {
    const note = (check: string, total: number, offenders: Offender[]) => examined.findings.push({ check, tenant, total, offenders })
    await asOf(client, tenant, async run => {
      const own = await loadOwnFields({ tenantId: tenant, run })
      for (const { name, offenders } of checksOf(tenant, models.of(ownFieldsOf(own, () => true)))) {
        const rows = await run(sql<Offender & { total: number }>`
          select id, detail, count(*) over () as total from (${offenders}) as wrong order by id limit ${mostNamed}`)
        if (rows.length > 0)
          note(
            name,
            rows[0]!.total,
            rows.map(({ id, detail }) => ({ id, detail })),
          )
      }
    })
    // A walk through a store may take long: no moment of the database is held for it.
    const run: Run = query => asOf(client, tenant, asked => asked(query))
    const missing: Offender[] = []
    let total = 0
    for await (const offender of rowsWithoutFile(tenant, run, files)) if (total++ < mostNamed) missing.push(offender)
    if (total > 0) note(storeCheck, total, missing)
    for await (const { key, modifiedAt } of filesWithoutRow(tenant, run, files))
      if (examined.leftOverTotal++ < mostNamed)
        examined.leftOver.push({ key, hours: Math.floor((Date.now() - modifiedAt.getTime()) / 3_600_000) })
  }
}

/** Every rule for a tenant's rows, by what is declared. */
function checksOf(tenant: string, model: Model): Check[] {
  return [
    ...treeChecks(tenant, model),
    ...[...model.entities.values()].flatMap(entity => recordChecks(tenant, model, entity)),
    ...accountChecks(tenant, model),
    ...workChecks(tenant),
    ...workflowChecks(tenant, model),
    ...trailChecks(tenant, model),
    ...pluginChecks(model),
  ]
}

/** As that tenant, seeing the rows as they were when it began, and writing nothing. */
async function asOf<Result>(client: pg.Client, tenant: TenantId, work: (run: Run) => Promise<Result>): Promise<Result> {
  await client.query(`begin isolation level repeatable read read only; set local app.tenant = '${tenant}'`)
  const result = await work(async <T>(query: Sql<T>) => (await client.query(compileSql(query))).rows as T[])
  await client.query('commit')
  return result
}
