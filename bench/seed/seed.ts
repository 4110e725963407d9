import type { TenantId, TenantTransaction } from '../../core/database/database.ts'
import { sql } from '../../core/database/sql.ts'
import { type EntityKey, entityOf } from '../../core/declarations/model.ts'
import { hashPassword } from '../../core/identity/password-hash.ts'
import { platformCaller } from '../../core/permissions/access.ts'
import { createDrafts, draftOf, throwIfWrong } from '../../core/records/create.ts'
import type { Draft, Engine } from '../../core/records/engine.ts'
import { createTenant, write } from '../../core/tenants/create-tenant.ts'
import { platformTenant } from '../../core/tenants/tenant-state.ts'
import { idNumbers } from '../../demo/identity.ts'
import { demoMember } from '../../demo/members.ts'
import { seededRandom } from '../../demo/random.ts'
import type { Scale } from '../scale.ts'
import { type BenchOrganization, benchOrganizations, organizationValues } from './organizations.ts'

/** Who signs in to the big tenant, all with this password: its admin, the admin of the first county, the secretary of a branch. */
export const benchPassword = 'Lantern#47river'
export const benchUsers = { tenant: 'admin', county: 'county', branch: 'branch' }

const batch = 2_000
const asOf = '2026-06-30'

/**
 * Fills an empty database through the engine itself, so that every row is what a request would have written, history and log included.
 * What was seeded before stays as it is.
 */
export async function seedBench(engine: Engine, scale: Scale, tell: (line: string) => void): Promise<void> {
  const [seeded] = await engine.database
    .tenant(platformTenant)
    .run(sql`select 1 from core.tenant where tenant_id = ${platformTenant} and code = 'bench-seeded'`)
  if (seeded) return
  const passwordHash = await hashPassword(benchPassword)
  const big = await newTenant(engine, 'bench', passwordHash)
  const levels = benchOrganizations(scale, big.rootId)
  for (const level of levels)
    await inBatches(engine, big.tenantId, 'core/organization', level, one => draftOf(organizationValues(one), one.id))
  tell(`${levels.flat().length + 1} organizations`)
  await seedUsers(engine, big.tenantId, levels, passwordHash)
  await seedMembers(engine, big.tenantId, levels[2]!, scale.members, tell)
  for (let at = 0; at < scale.smallTenants; at++) {
    const small = await newTenant(engine, `small${at}`, passwordHash)
    await seedMembers(
      engine,
      small.tenantId,
      [{ id: small.rootId, name: '中共小湾村支部委员会', shortName: '小湾村党支部' }],
      scale.membersOfSmallTenant,
    )
    if (at % 100 === 99) tell(`${at + 1} small tenants`)
  }
  await newTenant(engine, 'bench-seeded', passwordHash)
}

async function newTenant(engine: Engine, code: string, passwordHash: string): Promise<{ tenantId: TenantId; rootId: string }> {
  return engine.database.transaction(platformTenant, async platform => {
    const { tenantId, rootId } = await createTenant(engine, platform, {
      code,
      name: `单位${code}`,
      edition: 'standard',
      rootName: '中共澜屏市委员会',
      rootShortName: '澜屏市委',
      admin: { username: benchUsers.tenant, name: '总管理员', passwordHash },
    })
    return { tenantId, rootId }
  })
}

async function seedUsers(engine: Engine, tenantId: TenantId, levels: BenchOrganization[][], passwordHash: string): Promise<void> {
  await engine.database.transaction(tenantId, async transaction => {
    const roles = await transaction.run(sql<{ id: string; code: string }>`select id, code from core.role where tenant_id = ${tenantId}`)
    const grant = async (username: string, role: string, organizationId: string): Promise<void> => {
      const values = { username, name: username, organizationId, passwordHash, mustChangePassword: false }
      const userId = await write(engine, transaction, 'core/user', values)
      const roleId = roles.find(one => one.code === role)!.id
      await write(engine, transaction, 'core/grant', { userId, roleId, organizationId, scope: 'subtree' })
    }
    await grant(benchUsers.county, 'org-admin', levels[0]![0]!.id)
    await grant(benchUsers.branch, 'secretary', levels[2]![0]!.id)
  })
}

async function seedMembers(
  engine: Engine,
  tenantId: TenantId,
  branches: Pick<BenchOrganization, 'id' | 'name' | 'shortName'>[],
  count: number,
  tell: (line: string) => void = () => {},
): Promise<void> {
  const random = seededRandom(20_260_630)
  const idNumber = idNumbers()
  const places = Array.from({ length: count }, (_, index) => index)
  await inBatches(
    engine,
    tenantId,
    'members/member',
    places,
    index => {
      const branch = branches[index % branches.length]!
      const { organization: _, ...values } = demoMember(random, branch, { idNumber, phone: `190${String(index).padStart(8, '0')}` }, asOf)
      return draftOf({ ...values, organizationId: branch.id })
    },
    tell,
  )
}

/** Drafts of an entity in transactions of some thousands, as an import writes them. */
export async function inBatches<T>(
  engine: Engine,
  tenantId: TenantId,
  key: EntityKey,
  all: T[],
  drafted: (one: T) => Draft,
  tell: (line: string) => void = () => {},
): Promise<void> {
  const entity = entityOf(engine.model, key)
  const writeBatch = async (transaction: TenantTransaction, some: T[]): Promise<void> => {
    const drafts = some.map(drafted)
    await createDrafts({ engine, transaction, caller: platformCaller(tenantId), entity }, drafts)
    throwIfWrong(drafts)
  }
  for (let from = 0; from < all.length; from += batch) {
    await engine.database.transaction(tenantId, transaction => writeBatch(transaction, all.slice(from, from + batch)))
    if ((from / batch) % 50 === 49) tell(`${from + batch} of ${all.length}`)
  }
}
