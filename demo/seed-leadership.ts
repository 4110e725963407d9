import type { TenantTransaction } from '../core/database/database.ts'
import { sql } from '../core/database/sql.ts'
import { type EntityKey, entityOf, type Json } from '../core/declarations/model.ts'
import { schedule } from '../core/events/timers.ts'
import { addDays, addMonths } from '../core/identity/dates.ts'
import { platformCaller } from '../core/permissions/access.ts'
import { createDrafts, draftOf, throwIfWrong } from '../core/records/create.ts'
import type { Engine } from '../core/records/engine.ts'
import type { Demo } from './generate.ts'
import type { DemoOfficial } from './leadership.ts'

type Ids = ReadonlyMap<string, string>

/** Terms with those in office, as they stand: whoever serves holds his post, and a branch's secretary has the role that goes with it. */
export async function seedLeadership(
  engine: Engine,
  transaction: TenantTransaction,
  demo: Demo,
  { organizations, members }: { organizations: Ids; members: Ids },
): Promise<void> {
  const caller = platformCaller(transaction.tenantId)
  const create = async (key: EntityKey, values: Json[]): Promise<string[]> => {
    const drafts = values.map(one => draftOf(one))
    await createDrafts({ engine, transaction, caller, entity: entityOf(engine.model, key) }, drafts)
    throwIfWrong(drafts)
    return drafts.map(draft => draft.id)
  }
  const { terms, officials, elections } = demo.leadership
  const at = (name: string) => organizations.get(name)!
  const termIds = await create(
    'leadership/term',
    terms.map(({ organization, ...fields }) => ({ ...fields, organizationId: at(organization) })),
  )
  const termOf = new Map(terms.map((term, nth) => [`${term.organization} ${term.number}`, termIds[nth]!]))
  const appointments = await appointAll(transaction, create, demo, { organizations, members })
  await create(
    'leadership/official',
    officials.map(official => {
      const { organization, term, member, ...fields } = official
      return {
        ...fields,
        termId: termOf.get(`${organization} ${term}`),
        memberId: members.get(member),
        appointmentId: appointments.get(official) ?? null,
      }
    }),
  )
  for (const { organization, term, candidates, ...fields } of elections) {
    const [electionId] = await create('leadership/election', [{ ...fields, kind: 'term', termId: termOf.get(`${organization} ${term}`) }])
    await create(
      'leadership/candidate',
      candidates.map(({ member, ...own }) => ({
        ...own,
        electionId,
        electionState: 'nominating',
        memberId: members.get(member),
        postVotes: own.post === '书记' && own.votesFor ? 3 : null,
        votesAbstained: own.votesFor ? 0 : null,
      })),
    )
  }
  await planWarnings(engine, transaction, termIds)
}

/** Posts, the role of a branch's secretary, and who holds them. */
async function appointAll(
  { run, tenantId }: TenantTransaction,
  create: (key: EntityKey, values: Json[]) => Promise<string[]>,
  demo: Demo,
  { organizations, members }: { organizations: Ids; members: Ids },
): Promise<Map<DemoOfficial, string>> {
  const serving = demo.leadership.officials.filter(official => official.state === 'serving')
  const posts = await create(
    'core/post',
    serving.map(({ organization, post, position }) => ({ organizationId: organizations.get(organization), name: post, position })),
  )
  const [role] = await run(sql<{ id: string }>`select id from core.role where tenant_id = ${tenantId} and code = 'secretary'`)
  const branches = new Set(demo.organizations.filter(one => one.level === 4).map(one => one.name))
  await create(
    'core/grant',
    serving.flatMap(({ organization, post }, nth) =>
      post === '书记' && branches.has(organization)
        ? [{ postId: posts[nth]!, roleId: role!.id, organizationId: organizations.get(organization), scope: 'subtree' }]
        : [],
    ),
  )
  const users = new Map(
    (await run(sql<{ id: string; user_id: string }>`select id, user_id from members.member where tenant_id = ${tenantId}`)).map(row => [
      row.id,
      row.user_id,
    ]),
  )
  const ids = await create(
    'core/appointment',
    serving.map(({ member, fromOn }, nth) => ({ postId: posts[nth]!, userId: users.get(members.get(member)!), startOn: fromOn })),
  )
  return new Map(serving.map((official, nth) => [official, ids[nth]!]))
}

/** What would have been planned when they took office: the next warning, and the day after the last. */
async function planWarnings(engine: Engine, transaction: TenantTransaction, termIds: string[]): Promise<void> {
  const { tenantId } = transaction
  const entity: EntityKey = 'leadership/term'
  const rows = await transaction.run(sql<{ id: string; due_on: string; state: string }>`
    select id, due_on::text, state from leadership.term
    where tenant_id = ${tenantId} and id = any(${termIds}::uuid[]) and state in ('current', 'overdue')`)
  const timer = (reaction: string, recordId: string, at: string) => ({
    key: `${reaction} ${recordId}`,
    reaction,
    entity,
    recordId,
    at: new Date(`${at}+08:00`),
  })
  const timers = rows.flatMap(({ id, due_on, state }) => [
    timer('leadership/warn', id, `${addMonths(due_on, -6)}T09:00:00`),
    ...(state === 'current' ? [timer('leadership/fall-due', id, `${addDays(due_on, 1)}T00:00:00`)] : []),
  ])
  await schedule({ engine, transaction, caller: platformCaller(tenantId) }, timers)
}
