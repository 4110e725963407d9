import type pg from 'pg'
import type { Test } from 'tap'
import { tableName } from '../../core/database/table-definition.ts'
import { demoPassword } from '../../demo/seed.ts'
import { fixtures as visits } from '../isolation/cases.ts'
import { ownerConnection } from '../isolation/planted.ts'
import { fixtures as documents } from '../numbers/documents.ts'
import { everyKind } from '../own-fields/own-asset-fields.ts'
import { fixtures as assets } from '../plugins/assets.ts'
import type { Body, Client } from '../support/client.ts'
import { newTenant } from '../support/new-tenant.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'
import { described, placeOf } from './described.ts'
import type { Described, Planned, Who } from './requests.ts'
import { type Answer, send } from './send.ts'
import type { Place } from './values.ts'
import { judge } from './verdict.ts'

/** A server to be thrown away after it was maltreated. */
export type World = {
  platform: TestPlatform
  owner: pg.Client
  operations: Described[]
  placeOf(operation: Described): Place
  /** Who the operation is there for. */
  ownerOf(operation: Described): Who
  /** Sends a request with ids that the server now has. Gives what was sent and the answer. */
  send(planned: Planned): Promise<{ said: string; answer: Answer }>
  wrong(operation: Described, answer: Answer): string | undefined
  /** Lets whoever was shut out by such a change in again. False when nobody can. */
  reopen(changed: Described): Promise<boolean>
}

const nextPassword = 'Lantern#47river'

/** A server with every plugin of the tests, a tenant with fields of its own, others to be spoilt, and someone of each kind signed in. */
export async function startWorld(t: Test): Promise<World> {
  const platform = await startPlatform(t, { plugins: [assets, documents, visits] })
  const owner = await ownerConnection(t, platform)
  const { model } = platform.app.platform.engine
  const people = new Map<Who, Client>([['anyone', platform.anyone()]])
  const signedIn = ['admin', 'secretary', 'operator'] as const
  for (const who of signedIn) people.set(who, await platform.signIn(who))
  // Somebody's session that may be ended.
  await platform.signIn('member')
  const admin = people.get('admin')!
  for (const field of everyKind) await admin.post('/core/own-fields', { entity: 'assets/asset', ...field })
  for (const title of ['甲', '乙', '丙', '丁'])
    await admin.post('/core/samples', { entity: 'pledges/pledge', title, values: { kind: 'one-sentence', content: title.repeat(3) } })
  // Files that nothing holds yet, for the fields that take one.
  for (const name of ['合同.pdf', '附件.pdf', '照片.pdf'])
    await admin.upload('/core/files', { name, content: Buffer.from('%PDF-1.4\n%%EOF\n') })
  await holdElection(admin)
  const samples = await admin.get('/core/sample-texts/pledges/pledge')
  await newTenant(platform, '中共弃县委员会')
  const codes = await people.get('operator')!.post('/core/activation-codes/batch', { edition: 'standard', count: 30 })
  const documentsOf = {
    admin: (await admin.get('/openapi.json')).body,
    operator: (await people.get('operator')!.get('/openapi.json')).body,
  }
  const tenantsOwn = described(documentsOf.admin, model)
  const platformsOwn = described(documentsOf.operator, model).filter(one => !tenantsOwn.some(other => other.id === one.id))
  const judges = { admin: judge(documentsOf.admin), operator: judge(documentsOf.operator) }
  const isPlatforms = (operation: Described) => platformsOwn.includes(operation)
  const core = '/api/v1/core'
  const menus = model.menus.map(menu => menu.key)
  const names = {
    ...{ tenant: ['demo'], username: ['admin', 'someone'], password: [demoPassword], current: [demoPassword], next: [nextPassword] },
    ...{ device: ['desktop', 'phone'], menu: menus, role: [...model.roles.keys()], version: ['1'], entity: ['assets/asset'] },
    ...{
      [`${core}/activations code`]: codes.body.codes,
      [`${core}/visits to`]: ['/demo/town/'],
      [`${core}/menus/{device}/{key} key`]: menus,
      [`${core}/screens/{plugin}/{entity} plugin`]: ['members'],
      [`${core}/screens/{plugin}/{entity} entity`]: ['member'],
      [`${core}/sample-texts/{plugin}/{entity} plugin`]: ['pledges'],
      [`${core}/sample-texts/{plugin}/{entity} entity`]: ['pledge'],
      [`${core}/sample-texts/{plugin}/{entity}/{sample}/document plugin`]: ['pledges'],
      [`${core}/sample-texts/{plugin}/{entity}/{sample}/document entity`]: ['pledge'],
      [`${core}/sample-texts/{plugin}/{entity}/{sample}/document sample`]: samples.body.data.map(({ id }: { id: string }) => id),
      [`${core}/menus/{device}/order keys`]: menus,
    },
    ...{ [`${core}/plugins/{name} name`]: ['honors', 'visits'], [`${core}/plugins/{name}/apply name`]: ['honors'] },
    ...{ [`${core}/dictionaries/{name} name`]: ['edition'], numbering: ['documents/document.documentNumber'] },
  }
  let ids = await idsOf()
  let sendings = 0

  return {
    platform,
    owner,
    operations: [...tenantsOwn, ...platformsOwn],
    placeOf: operation => placeOf(operation, isPlatforms(operation) ? documentsOf.operator : documentsOf.admin, names),
    ownerOf: operation => (operation.open ? 'anyone' : isPlatforms(operation) ? 'operator' : 'admin'),
    wrong: (operation, answer) => judges[isPlatforms(operation) ? 'operator' : 'admin'](operation, answer),
    async send({ who, method, path, headers, body }) {
      const chosen = (text: string) => text.replace(/⟦([^:⟧]+):(\d+)⟧/g, (_, whose: string, at: string) => pick(whose, Number(at), who))
      const { token } = people.get(who)!
      const sent = {
        ...{ method, path: chosen(path) },
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
        body: typeof body === 'string' ? Buffer.from(chosen(body)) : body,
      }
      const said = `${who} ${method} ${sent.path} ${JSON.stringify(headers)} ${sent.body?.subarray(0, 600) ?? ''}`
      const answer = await send(platform.url, sent)
      // What was just made is asked for before it is deleted.
      if (++sendings % 40 === 0 || answer.status === 201) ids = await idsOf()
      return { said, answer }
    },
    async reopen({ path, entity }) {
      // What plugins bring shuts nobody out.
      if (entity && entity.plugin !== 'core') return true
      for (const who of signedIn) {
        if ((await people.get(who)!.get('/core/profile')).status === 200) continue
        const again = await signInAgain(who)
        if (!again) return false
        people.set(who, again)
      }
      if (/plugins|menus|tenants|entitlements/.test(path)) await switchOn(people.get('admin')!)
      if (path.includes('/own-fields')) await requireNothing(people.get('admin')!)
      return true
    },
  }

  /** What a tenant asks for of its own is not in the document that the walk goes by. */
  async function requireNothing(admin: Client): Promise<void> {
    const { body: fields } = await admin.get('/core/own-fields')
    for (const field of fields.data) if (field.required) await admin.patch(`/core/own-fields/${field.id}`, { required: false })
  }

  /** Without its plugins and menus a tenant has few operations left. */
  async function switchOn(admin: Client): Promise<void> {
    const { body: plugins } = await admin.get('/core/plugins')
    for (const plugin of plugins.data) if (!plugin.on) await admin.patch(`/core/plugins/${plugin.name}`, { on: true })
    for (const device of ['desktop', 'phone']) {
      const { body: menus } = await admin.get(`/core/menus?all=true&device=${device}`)
      for (const menu of menus.data) if (!menu.on) await admin.patch(`/core/menus/${device}/${menu.key}`, { on: true })
    }
  }

  async function signInAgain(who: string): Promise<Client | undefined> {
    for (const password of [demoPassword, nextPassword]) {
      const client = await platform.signIn(who, { password }).catch(() => undefined)
      if (client && (await client.get('/core/profile')).status === 200) return client
    }
    return undefined
  }

  function pick(whose: string, at: number, who: Who): string {
    const some = ids.get(`${who === 'operator' ? 'platform' : 'demo'} ${whose}`) ?? []
    return some[at % Math.max(1, some.length)] ?? '01900000-0000-7000-8000-000000000000'
  }

  /** What can be spoilt without ending the walk: not those who walk, nor what lets them in. */
  async function idsOf(): Promise<Map<string, string[]>> {
    const { rows: walkers } = await owner.query(
      `select id, organization_id, tenant_id from core."user" where username in ('admin', 'secretary', 'operator')`,
    )
    const kept = new Set(walkers.flatMap(one => [one.id, one.organization_id, one.tenant_id]))
    const found = new Map<string, string[]>()
    for (const entity of model.entities.values())
      for (const code of ['demo', 'platform']) {
        const { rows } = await owner.query(
          `select to_jsonb(r) as row from ${tableName(entity.table)} r where tenant_id = (select id from core.tenant where code = $1) order by id desc limit 200`,
          [code],
        )
        const some = rows.map(one => one.row).filter(row => !kept.has(row.id) && !kept.has(row.user_id) && row.depth !== 1)
        found.set(
          `${code} ${entity.key}`,
          some.map(row => row.id),
        )
      }
    return found
  }
}

/** An election in preparation, whose counts and candidates no walk would hit upon. */
async function holdElection(admin: Client): Promise<void> {
  const { body } = await admin.get('/members/members?filter[category][eq]=full&include=organization&page[size]=5')
  const [organizationId] = body.data.map((member: Body) => member.organization.id)
  const term = await admin.post('/leadership/terms', { organizationId, number: 900, startOn: '2026-01-01' })
  const election = await admin.post('/leadership/elections', { termId: term.body.id, kind: 'term', voters: 20, seats: 3 })
  for (const member of body.data) await admin.post('/leadership/candidates', { electionId: election.body.id, memberId: member.id })
}
