import type { TenantTransaction } from '../core/database/database.ts'
import type { EntityKey, Json } from '../core/declarations/model.ts'
import type { Engine } from '../core/records/engine.ts'
import type { DemoMovements } from './movements.ts'

export type CreateAll = (engine: Engine, transaction: TenantTransaction, key: EntityKey, values: Json[]) => Promise<string[]>

/** Who moves, is away and has come, in the middle of its way. */
export async function seedMovements(
  { engine, transaction, createAll }: { engine: Engine; transaction: TenantTransaction; createAll: CreateAll },
  { offices, transfers, arrivals, outflows, inflows }: DemoMovements,
  { organizations, members }: { organizations: Map<string, string>; members: Map<string, string> },
): Promise<void> {
  const create = (key: EntityKey, values: Json[]) => createAll(engine, transaction, key, values)
  const placed = ({ organization, ...fields }: { organization: string } & Json) => ({
    ...fields,
    organizationId: organizations.get(organization),
  })
  const own = ({ member, ...fields }: { member: string } & Json) => ({ ...fields, memberId: members.get(member) })
  const ids = await create('transfers/office', offices.map(placed))
  const officeOf = new Map(offices.map((office, nth) => [office.organization, ids[nth]]))
  await create(
    'transfers/transfer',
    transfers.map(({ office, receiver, into, ...fields }) => ({
      ...own(fields),
      toOfficeId: office && officeOf.get(office),
      receiverId: receiver && organizations.get(receiver),
      intoId: into && organizations.get(into),
    })),
  )
  await create('transfers/arrival', arrivals.map(placed))
  await create('mobility/outflow', outflows.map(own))
  await create('mobility/inflow', inflows.map(placed))
}
