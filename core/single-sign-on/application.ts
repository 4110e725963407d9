import type { Database, TenantId } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { defineProblem, type Problem } from '../problem.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { isSignedWith, type Signed, wrongSignature } from './signature.ts'

const notApproved = defineProblem('sso.not-approved', 403, '该平台的免密登录未开通或已停用')
export const usedUp = defineProblem('sso.used-up', 403, '免密登录的可用次数已用完，请联系平台运营增加')

/** Another platform as the entrance knows it. */
export type Application = {
  id: string
  tenant: TenantId
  name: string
  state: string
  origins: string[]
  entriesLeft: number
}

const columns = sql`id, tenant, name, state, coalesce(origins, '{}') as origins, coalesce(entries_granted, 0) - coalesce(entries_used, 0) as "entriesLeft"`

export async function applicationOf(database: Database, id: string): Promise<Application | undefined> {
  const [row] = await database
    .tenant(platformTenant)
    .run(sql<Application>`select ${columns} from core.sso_application where tenant_id = ${platformTenant} and id = ${id}`)
  return row
}

/**
 * The application that signed a request. One that does not exist is told as a wrong signature is: who tries learns nothing.
 * @throws wrongSignature
 */
export async function signerOf(database: Database, signed: Signed): Promise<Application> {
  const platform = database.tenant(platformTenant)
  const [row] = await platform.run(sql<Application & { secret: string | null; former: string | null }>`
    select ${columns}, secret, case when former_secret_until > now() then former_secret end as former
    from core.sso_application where tenant_id = ${platformTenant} and id = ${signed.applicationId}`)
  if (!row) throw wrongSignature()
  const { secret, former, ...application } = row
  const right = [secret, former].some(sealed => sealed !== null && isSignedWith(platform.secrets.open(sealed, row.id), signed))
  if (!right) throw wrongSignature()
  return application
}

/** Why nobody may enter from there now; undefined when they may. */
export function refusalOf({ state, entriesLeft }: Pick<Application, 'state' | 'entriesLeft'>): Problem | undefined {
  if (state !== 'approved') return notApproved()
  return entriesLeft > 0 ? undefined : usedUp()
}
