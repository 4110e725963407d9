import { lockTenant, type TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { type EntityKey, entityOf, type Json } from '../core/declarations/model.ts'
import { nobodyListens } from '../core/events/hearing.ts'
import { hashPassword } from '../core/identity/password-hash.ts'
import { platformCaller } from '../core/permissions/access.ts'
import { createDrafts, draftOf, throwIfWrong } from '../core/records/create.ts'
import type { Engine } from '../core/records/engine.ts'
import { createTenant, write } from '../core/tenants/create-tenant.ts'
import { platformTenant } from '../core/tenants/tenant-state.ts'
import { demoClaimRules } from './claims.ts'
import { type Demo, firstBranch, generateDemo } from './generate.ts'
import { seedCenters } from './seed-centers.ts'
import { seedDevelopments } from './seed-developments.ts'
import { seedLeadership } from './seed-leadership.ts'
import { seedMovements } from './seed-movements.ts'
import { seedNotices } from './seed-notices.ts'
import { type Deed, seedClaimPoints, seedRulePoints } from './seed-points.ts'
import { type KeepFile, seedSites } from './seed-sites.ts'

export const demoPassword = 'Dangjian#2026'

/** The demo tenant, once: an invented city committee with accounts to sign in as. All of it, or nothing; pictures only where files can be kept. */
export async function seedDemo(everyday: Engine, keepFile?: KeepFile): Promise<void> {
  const engine = { ...everyday, reactions: nobodyListens }
  await engine.database.transaction(platformTenant, async platform => {
    await lockTenant(platform, 'demo')
    const known = await platform.run(sql`select 1 from core.tenant where tenant_id = ${platformTenant} and code = 'demo'`)
    if (known.length > 0) return
    const passwordHash = await hashPassword(demoPassword)
    const demo = generateDemo()
    const root = demo.organizations[0]!
    const made = await createTenant(engine, platform, {
      code: 'demo',
      name: root.shortName,
      edition: 'standard',
      rootName: root.name,
      rootShortName: root.shortName,
      admin: { username: 'admin', name: '总管理员', passwordHash },
    })
    const organizations = await seedOrganizations(engine, made.transaction, demo, made.rootId)
    const members = await seedMembers(engine, made.transaction, demo, organizations)
    await seedHonors(engine, made.transaction, demo, organizations, members)
    const homes = new Map(demo.members.map(member => [members.get(member.idNumber)!, organizations.get(member.organization)!]))
    await seedDeeds(engine, made.transaction, demo, members, homes)
    await seedMovements({ engine, transaction: made.transaction, createAll }, demo.movements, { organizations, members })
    await seedLeadership(engine, made.transaction, demo, { organizations, members })
    await seedAccounts(engine, made.transaction, demo, organizations, members, passwordHash)
    await seedClaims(engine, made.transaction, demo, members, homes)
    await seedDevelopments({ engine, transaction: made.transaction, createAll }, demo.developments, { organizations, members })
    const branch = organizations.get(firstBranch(demo.organizations).name)!
    await seedCenters({ engine, transaction: made.transaction, createAll }, demo.centers, organizations, keepFile)
    const scores = demo.learningScores.map(({ member, ...score }) => ({ ...score, memberId: members.get(member) }))
    await createAll(engine, made.transaction, 'points/learning-score', scores)
    await seedSites(engine, made.transaction, { city: made.rootId, branch }, keepFile)
  })
}

async function createAll(engine: Engine, transaction: TenantTransaction, key: EntityKey, values: Json[]): Promise<string[]> {
  const drafts = values.map(one => draftOf(one))
  await createDrafts({ engine, transaction, caller: platformCaller(transaction.tenantId), entity: entityOf(engine.model, key) }, drafts)
  throwIfWrong(drafts)
  return drafts.map(draft => draft.id)
}

async function seedOrganizations(engine: Engine, transaction: TenantTransaction, demo: Demo, rootId: string): Promise<Map<string, string>> {
  const ids = new Map([[demo.organizations[0]!.name, rootId]])
  for (const level of [2, 3, 4]) {
    const some = demo.organizations.filter(organization => organization.level === level)
    const values = some.map(({ parent, level: _level, ...fields }) => ({ ...fields, parentId: ids.get(parent ?? '') ?? null }))
    const created = await createAll(engine, transaction, 'core/organization', values)
    for (const [at, organization] of some.entries()) ids.set(organization.name, created[at]!)
  }
  return ids
}

async function seedMembers(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  organizations: Map<string, string>,
): Promise<Map<string, string>> {
  const values = demo.members.map(({ organization, ...fields }) => ({ ...fields, organizationId: organizations.get(organization) }))
  const ids = await createAll(engine, transaction, 'members/member', values)
  return new Map(demo.members.map((member, at) => [member.idNumber, ids[at]!]))
}

async function seedHonors(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  organizations: Map<string, string>,
  members: Map<string, string>,
): Promise<void> {
  await createAll(
    engine,
    transaction,
    'honors/organization-honor',
    demo.organizationHonors.map(({ organization, ...fields }) => ({ ...fields, organizationId: organizations.get(organization) })),
  )
  await createAll(
    engine,
    transaction,
    'honors/member-honor',
    demo.memberHonors.map(({ organization, member, ...fields }) => ({
      ...fields,
      organizationId: organizations.get(organization),
      memberId: members.get(member),
    })),
  )
}

/** What members did, pledged and wrote, with the points for it: the organization is the member's. */
async function seedDeeds(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  members: Map<string, string>,
  homes: ReadonlyMap<string, string>,
): Promise<void> {
  const kinds: [EntityKey, ({ member: string } & Json)[]][] = [
    ['contributions/contribution', demo.contributions],
    ['pledges/pledge', demo.pledges],
    ['study-notes/study-note', demo.studyNotes],
  ]
  for (const [key, records] of kinds) {
    const deeds = await createDeeds(
      engine,
      transaction,
      key,
      records.map(({ member, ...fields }) => ({ ...fields, memberId: members.get(member) })),
    )
    await seedRulePoints(engine, transaction, key, deeds, homes)
  }
}

/** After the accounts: those who are asked to review are told of what is under review. */
async function seedClaims(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  members: Map<string, string>,
  homes: ReadonlyMap<string, string>,
): Promise<void> {
  const rules = await createDeeds(engine, transaction, 'points/claim-rule', demoClaimRules)
  const ruleIds = new Map(rules.map(({ id, values }) => [values['name'], id]))
  const values = demo.claims.map(({ member, rule, ...fields }) => ({ ...fields, memberId: members.get(member), ruleId: ruleIds.get(rule) }))
  const claims = await createDeeds(engine, transaction, 'points/claim', values)
  await seedClaimPoints(engine, transaction, claims, new Map(rules.map(one => [one.id, one.values])), homes)
}

async function createDeeds(engine: Engine, transaction: TenantTransaction, key: EntityKey, values: Json[]): Promise<Deed[]> {
  const ids = await createAll(engine, transaction, key, values)
  return values.map((one, at) => ({ id: ids[at]!, values: one }))
}

/** One account for each role: three of them are people of the first county's first branch. */
async function seedAccounts(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  organizations: Map<string, string>,
  members: Map<string, string>,
  passwordHash: string,
): Promise<void> {
  const county = demo.organizations.find(organization => organization.level === 2)!
  const branch = firstBranch(demo.organizations)
  const people = demo.members.filter(member => member.organization === branch.name)
  const { tenantId } = transaction
  const roles = new Map(
    (await transaction.run(sql<{ id: string; code: string }>`select id, code from core.role where tenant_id = ${tenantId}`)).map(role => [
      role.code,
      role.id,
    ]),
  )
  const account = async (idNumber: string, username: string) => {
    const [user] = await transaction.run(sql<{ user_id: string }>`
      update core."user" u set username = ${username}, password_hash = ${passwordHash}, must_change_password = false
      from members.member m where m.tenant_id = ${tenantId} and m.id = ${members.get(idNumber)} and u.tenant_id = m.tenant_id and u.id = m.user_id returning u.id as user_id`)
    return user!.user_id
  }
  const orgadmin = await write(engine, transaction, 'core/user', {
    username: 'orgadmin',
    name: '区委组织管理员',
    organizationId: organizations.get(county.name),
    passwordHash,
    mustChangePassword: false,
  })
  await write(engine, transaction, 'core/grant', {
    userId: orgadmin,
    roleId: roles.get('org-admin'),
    organizationId: organizations.get(county.name),
    scope: 'subtree',
  })
  // Who is its secretary by the roster.
  await account(people[0]!.idNumber, 'secretary')
  await account(people[1]!.idNumber, 'member')
  await seedNotices(engine, transaction, organizations.get(branch.name)!)
}
