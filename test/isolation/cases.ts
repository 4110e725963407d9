import { join } from 'node:path'
import type pg from 'pg'
import type { Test } from 'tap'
import { coreOperations } from '../../core/core-operations.ts'
import { tenantId } from '../../core/database/database.ts'
import type { Entity, Model } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'
import { mayEverywhere } from '../../core/permissions/decide.ts'
import { sessionStore } from '../../core/sessions/session-store.ts'
import { platformTenant } from '../../core/tenants/tenant-state.ts'
import { visitorStore } from '../../core/visitors/visitor-store.ts'
import type { Client } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { narrowed } from './narrowed.ts'
import { ownerConnection, type Planted, plant } from './planted.ts'
import { secondTenant } from './second-tenant.ts'

/** A plugin that no test names: with relations, files and a sub-table. */
export const fixtures = join(import.meta.dirname, 'fixtures')

/** Someone, and records that he must not meet. */
export type Case = { name: string; who: Client; tenantId: string; secret: Planted }

export type Isolation = {
  platform: TestPlatform
  owner: pg.Client
  model: Model
  operations: Operation[]
  cases: Case[]
  tenants: Planted[]
  /** Who may see what others may not: without him, nothing found would show nothing. */
  insider: Case
  /** Plants the same kinds of records once more beside those, under another mark. */
  plantBeside(secret: Planted, mark: string): Promise<Planted>
}

/**
 * Every demo role, one of them in the mini-program, a role that the tenant narrowed in every scope, and the admin of a second tenant, each
 * before the records of another tenant, of the platform's own, and (below the tenant's level) of an organization outside his part of the
 * tree.
 */
export async function isolation(t: Test): Promise<Isolation> {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const owner = await ownerConnection(t, platform)
  const { engine, engineOf } = platform.app.platform
  const second = await secondTenant(platform)
  const { rows } = await owner.query(`select id from core.tenant where code = 'demo'`)
  const demoId: string = rows[0].id
  const clients: Record<string, Client> = {}
  for (const role of ['operator', 'admin', 'orgadmin', 'secretary', 'member']) clients[role] = await platform.signIn(role)
  for (const who of [clients['admin']!, clients['operator']!, second.admin]) await defineOwnFields(who, engine.model)
  const { model } = await engineOf(tenantId(demoId))
  const { inTenant, inPart } = await narrowed(platform, clients['admin']!, await countyOf(clients['orgadmin']!))
  const belowTenant = { ...pick(clients, ['orgadmin', 'secretary', 'member']), ...inPart }
  const own = [...model.entities.values()].filter(entity => !entity.platform)

  const neighbour = await plant(owner, { tenantId: second.id, mark: '隐秘邻' }, own)
  const outside = await outsideOrganization(owner, demoId)
  const demo = await plant(owner, { tenantId: demoId, under: outside, mark: '隐秘演' }, await scoped(own))
  const operators = await plant(owner, { tenantId: platformTenant, mark: '隐秘台' }, [...model.entities.values()])

  const cases: Case[] = []
  for (const [role, who] of Object.entries({ ...clients, 'narrowed in the whole tenant': inTenant })) {
    const home = role === 'operator' ? platformTenant : demoId
    cases.push({ name: `${role} before another tenant`, who, tenantId: home, secret: neighbour })
    if (role === 'admin') cases.push({ name: `${role} before the platform's own`, who, tenantId: home, secret: operators })
  }
  const inHand = await platform.signIn('secretary', { channel: 'mini-program' })
  for (const [role, who] of Object.entries({ ...belowTenant, 'secretary in the mini-program': inHand }))
    cases.push({ name: `${role} before another organization`, who, tenantId: demoId, secret: demo })
  cases.push({ name: 'another tenant’s admin before the demo tenant', who: second.admin, tenantId: second.id, secret: demo })
  cases.push({ name: "another tenant’s admin before the platform's own", who: second.admin, tenantId: second.id, secret: operators })
  const insider = { name: 'who belongs there', who: second.admin, tenantId: second.id, secret: neighbour }
  const operations = coreOperations(platform.app.platform, {
    sessions: sessionStore(engine.database, model, engine.signals),
    visitors: visitorStore(engine.database, model, engine.signals),
  })
  return { platform, owner, model, operations, cases, tenants: [neighbour, operators], insider, plantBeside }

  function plantBeside(secret: Planted, mark: string): Promise<Planted> {
    const entities = [...model.entities.values()].filter(entity => secret.ids.has(entity.key))
    return plant(owner, { tenantId: secret.tenantId, under: secret === demo ? outside : undefined, mark }, entities)
  }

  /** What nobody below the tenant's level may read everywhere: roles and settings are no secret within the tenant. */
  async function scoped(entities: Entity[]): Promise<Entity[]> {
    const users = await Promise.all(Object.values(belowTenant).map(async who => (await who.get('/session')).body.user.id))
    const found = await Promise.all(users.map(id => platform.app.platform.access.of(tenantId(demoId), id)))
    return entities.filter(entity => !found.some(access => mayEverywhere({ tenantId: tenantId(demoId), access }, entity, 'read', model)))
  }
}

function pick(clients: Record<string, Client>, names: string[]): Record<string, Client> {
  return Object.fromEntries(names.map(name => [name, clients[name]!]))
}

async function countyOf(orgadmin: Client): Promise<string> {
  return (await orgadmin.get('/core/profile')).body.user.organization.id
}

/** Every tenant has a text, a file and a relation of its own wherever it may: what is asked of declared fields is asked of them as well. */
async function defineOwnFields(admin: Client, model: Model): Promise<void> {
  const fields = [
    { name: 'ownMark', title: '自定标记', kind: 'text' },
    { name: 'ownLink', title: '自定关联', kind: 'relation', target: 'core/organization' },
    { name: 'ownPaper', title: '自定附件', kind: 'file' },
  ]
  for (const { key } of [...model.entities.values()].filter(entity => entity.extendable))
    for (const field of fields) {
      const reply = await admin.post('/core/own-fields', { entity: key, ...field })
      if (reply.status !== 201) throw new Error(`not defined: ${key} ${JSON.stringify(reply.body)}`)
    }
}

/** An organization of the second level that is not the one which orgadmin governs. */
async function outsideOrganization(owner: pg.Client, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `select o.id from core.organization o where o.tenant_id = $1 and o.depth = 2
       and o.id not in (select u.organization_id from core."user" u where u.tenant_id = $1 and u.username = 'orgadmin') order by o.path limit 1`,
    [tenantId],
  )
  return rows[0].id
}

/** What is another at every moment, whatever is stored: when a session was last seen, and how the process is. */
export const ofTheMoment = /"lastSeenAt":"[^"]*"|"memoryBytes":\d+|"connections":\{[^}]*\}/g

/** A reply without what must differ between asking for one id and for another, or a moment later. */
export function told(reply: { status: number; body: unknown }, ...ids: string[]): unknown {
  let text = JSON.stringify(reply.body ?? null).replaceAll(ofTheMoment, '"ofTheMoment":true')
  for (const id of ids) text = text.replaceAll(id, 'ID')
  return { status: reply.status, body: JSON.parse(text) }
}
